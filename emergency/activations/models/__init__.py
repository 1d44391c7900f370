"""Tables and their querysets."""

from emergency.activations.models import (
    activations,  # noqa: F401
    actors,  # noqa: F401
    categories,  # noqa: F401
    events,  # noqa: F401
    partners,  # noqa: F401
    places,  # noqa: F401
    reveals,  # noqa: F401
    switching,  # noqa: F401
)
