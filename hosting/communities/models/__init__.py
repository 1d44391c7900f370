"""Tables of communities."""

from hosting.communities.models import (
    announcements,
    communities,
    founding,
    local_rules,
    sponsor_invitations,
    terms,
)

__all__ = [
    "announcements",
    "communities",
    "founding",
    "local_rules",
    "sponsor_invitations",
    "terms",
]
