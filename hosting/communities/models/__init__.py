"""Tables of communities."""

from hosting.communities.models import (
    communities,
    founding,
    local_rules,
    sponsor_invitations,
    terms,
)

__all__ = ["communities", "founding", "local_rules", "sponsor_invitations", "terms"]
