from travel_stories.rules import (
    decisions,  # noqa: F401
    documents,  # noqa: F401
    expenses,  # noqa: F401
    itineraries,  # noqa: F401
    lists,  # noqa: F401
    requests,  # noqa: F401
    stories,  # noqa: F401
    trips,  # noqa: F401
)
