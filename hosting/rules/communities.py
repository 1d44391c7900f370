"""Who may join, vouch for others and coordinate."""

import rules

from commons.accounts.permissions import Visitor
from hosting.models import Community, Membership, Offer


@rules.predicate
def is_coordinator(person: Visitor, subject: Community | Membership | Offer) -> bool:
    """Of the community itself, or of the one that an offer or a membership belongs to."""
    community = subject if isinstance(subject, Community) else subject.community
    return Membership.objects.coordinating(person).filter(community=community).exists()
