"""Signal handlers of erasure: a host leaves a community or the site."""

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from core.permissions import SYSTEM
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.erasure.actions.account_closure import close_account_data
from hosting.erasure.actions.host_data import erase_offer
from hosting.erasure.selectors import offers_to_erase
from hosting.offers.signals import offers_of_member_withdrawn


@receiver(offers_of_member_withdrawn, dispatch_uid="hosting.erase_withdrawn_offers")
def erase_offers_of_member(sender: type, membership: Membership, **kwargs: Any) -> None:
    """Those that no request needs; the others go once it is over."""
    if membership.state == MembershipState.LEFT:
        left_offers = offers_to_erase().filter(community=membership.community_id)
        for offer in left_offers.filter(host=membership.person):
            erase_offer(offer=offer, by=SYSTEM)


@receiver(account_closed, dispatch_uid="hosting.let_go")
def close_account(sender: type, person: User, **kwargs: Any) -> None:
    close_account_data(person)
