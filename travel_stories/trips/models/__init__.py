"""Tables of trips."""

from travel_stories.trips.models import (
    links,  # noqa: F401
    members,  # noqa: F401
    parts,  # noqa: F401
    plans,  # noqa: F401
    routes,  # noqa: F401
    steps,  # noqa: F401
    trips,  # noqa: F401
)
