"""Tables of notebooks."""

from travel_stories.notebooks.models import (
    booklets,  # noqa: F401
    documents,  # noqa: F401
)
