"""Tables of trip_requests."""

from travel_stories.trip_requests.models import (
    additions,  # noqa: F401
    introductions,  # noqa: F401
    requests,  # noqa: F401
)
