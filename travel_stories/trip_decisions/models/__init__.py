"""Tables of trip_decisions."""

from travel_stories.trip_decisions.models import (
    comments,  # noqa: F401
    deciding,  # noqa: F401
)
