from travel_stories.tasks import (
    files,  # noqa: F401
    photos,  # noqa: F401
)
