"""Who may read an offer before everybody can. Nobody publishes alone: never its host."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from hosting.models import Offer
from hosting.rules.communities import is_coordinator


@rules.predicate
def is_host_of(person: Visitor, offer: Offer) -> bool:
    return bool(offer.host_id == person.pk)


@rules.predicate
def may_review_any_offer(person: Visitor, offer: Offer) -> bool:
    """Somebody of the co-operative, for a community whose only coordinator is the host."""
    return person.is_authenticated and person.has_perm("hosting.read_any_offer")


is_reviewer = ~is_host_of & (is_coordinator | may_review_any_offer)

rules.add_perm("hosting.read_offer", rules.is_active & is_reviewer)
rules.add_perm("hosting.start_reading", rules.is_active & has_verified_email & is_host_of)
rules.add_perm("hosting.end_reading", rules.is_active & is_host_of)
