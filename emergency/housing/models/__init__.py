"""Tables and their querysets."""

from emergency.housing.models import (
    alerts,  # noqa: F401
    calls,  # noqa: F401
    drafts,  # noqa: F401
    extensions,  # noqa: F401
    follow_ups,  # noqa: F401
    messages,  # noqa: F401
    offers,  # noqa: F401
    placements,  # noqa: F401
    proposals,  # noqa: F401
    requests,  # noqa: F401
    suspensions,  # noqa: F401
    texts,  # noqa: F401
    verification,  # noqa: F401
)
