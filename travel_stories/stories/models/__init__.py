"""Tables of stories."""

from travel_stories.stories.models import (
    attachments,  # noqa: F401
    authors,  # noqa: F401
    blocks,  # noqa: F401
    consents,  # noqa: F401
    drafts,  # noqa: F401
    links,  # noqa: F401
    listings,  # noqa: F401
    reviewers,  # noqa: F401
    stories,  # noqa: F401
)
