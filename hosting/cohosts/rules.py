"""Who may ask somebody to help with an offer, accept, and end it."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from hosting.cohosts.models import CoHost
from hosting.offers.models.offers import Offer
from hosting.offers.rules import works_on


@rules.predicate
def is_host(person: Visitor, co_host: CoHost | None) -> bool:
    """Not of an organisation's offer whose host acts for it no longer."""
    return co_host is not None and bool(works_on(person, co_host.offer))


@rules.predicate
def is_co_host(person: Visitor, co_host: CoHost | None) -> bool:
    return co_host is not None and co_host.person_id == person.pk


@rules.predicate
def is_invited(person: Visitor, co_host: CoHost | None) -> bool:
    """By the address that their account has confirmed."""
    if co_host is None or not person.is_authenticated:
        return False
    return bool(co_host.email) and co_host.email == person.email


@rules.predicate
def keeps_calendar(person: Visitor, offer: Offer) -> bool:
    """In the name of the host."""
    if not person.is_authenticated:
        return False
    return CoHost.objects.keeping_calendar(person).filter(offer=offer.pk).exists()


rules.add_perm("cohosts.invite_co_host", rules.is_active & has_verified_email & works_on)
rules.add_perm("cohosts.answer_invitation", rules.is_active & has_verified_email & is_invited)
rules.add_perm("cohosts.change_co_host", rules.is_active & is_host)
rules.add_perm("cohosts.end_co_host", rules.is_active & (is_host | is_co_host))
rules.add_perm("cohosts.forget_co_host", rules.always_deny)  # left to SYSTEM
