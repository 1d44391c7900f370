"""The nouns of an emergency."""

from emergency.models import (
    activations,  # noqa: F401
    alerts,  # noqa: F401
    calls,  # noqa: F401
    categories,  # noqa: F401
    contacts,  # noqa: F401
    drafts,  # noqa: F401
    events,  # noqa: F401
    extensions,  # noqa: F401
    figures,  # noqa: F401
    follow_ups,  # noqa: F401
    incidents,  # noqa: F401
    intake,  # noqa: F401
    messages,  # noqa: F401
    offers,  # noqa: F401
    parties,  # noqa: F401
    partners,  # noqa: F401
    placements,  # noqa: F401
    places,  # noqa: F401
    proposals,  # noqa: F401
    requests,  # noqa: F401
    reveals,  # noqa: F401
    standby,  # noqa: F401
    suspensions,  # noqa: F401
    switching,  # noqa: F401
    texts,  # noqa: F401
    verification,  # noqa: F401
)
