from travel_stories.periodic import (
    decisions,  # noqa: F401
    itineraries,  # noqa: F401
    notebooks,  # noqa: F401
    stories,  # noqa: F401
    trips,  # noqa: F401
)
