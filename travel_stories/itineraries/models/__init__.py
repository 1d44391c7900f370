"""Tables of itineraries."""

from travel_stories.itineraries.models import (
    editions,  # noqa: F401
    itineraries,  # noqa: F401
    reviewers,  # noqa: F401
)
