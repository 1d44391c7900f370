"""Signal handlers of requests: what waits for somebody who leaves a community or the site."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from core.permissions import SYSTEM
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offers_of_member_withdrawn
from hosting.requests.actions.account_closure import close_account_data
from hosting.requests.actions.erasure import erase_offer
from hosting.requests.models.requests import Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.selectors.erasable_offers import offers_to_erase


@receiver(offers_of_member_withdrawn, dispatch_uid="hosting.follow_withdrawn_offers")
def follow_withdrawn_offers(
    sender: type, membership: Membership, offers: Sequence[Offer], **kwargs: Any
) -> None:
    """Open requests stay open: whoever asked should know that the page is gone."""
    waiting = Request.objects.unanswered().filter(offer__in=offers)
    for request in waiting.select_related("guest", "offer"):
        notifications.notify_guest_of_hidden_offer(request)
    if membership.state == MembershipState.LEFT:
        left_offers = offers_to_erase().filter(community=membership.community_id)
        for offer in left_offers.of_host(membership.person):
            erase_offer(offer=offer, by=SYSTEM)


@receiver(account_closed, dispatch_uid="hosting.let_go")
def close_account(sender: type, person: User, **kwargs: Any) -> None:
    close_account_data(person)
