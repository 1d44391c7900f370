"""Signal handlers of requests: what waits for somebody whose offers go, or who is blocked."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.blocking.signals import person_blocked
from commons.organisations.models import Mandate
from commons.organisations.signals import mandate_ended
from hosting.cohosts.models import CoHost
from hosting.cohosts.signals import answering_ended, co_host_ended
from hosting.communities.models.communities import Membership
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_left, offers_of_member_withdrawn
from hosting.requests.actions.blocking import end_open_requests
from hosting.requests.actions.guest_mandates import follow_end_of_mandate
from hosting.requests.actions.host_side import leave_conversations_of_offer
from hosting.requests.models.requests import Request
from hosting.requests.notifications import requests as notifications
from hosting.requests.states import PENDING_STATES


@receiver(offers_of_member_withdrawn, dispatch_uid="hosting.follow_withdrawn_offers")
def follow_withdrawn_offers(
    sender: type, membership: Membership, offers: Sequence[Offer], **kwargs: Any
) -> None:
    """Open requests stay open: whoever asked should know that the page is gone."""
    waiting = Request.objects.unanswered().filter(offer__in=offers)
    for request in waiting.select_related("guest", "offer"):
        notifications.notify_guest_of_hidden_offer(request)


@receiver(offer_left, dispatch_uid="hosting.follow_left_offer")
def follow_left_offer(
    sender: type, offer: Offer, host: User | None, was_public: bool, **kwargs: Any
) -> None:
    """Who asked the organisation, or agreed with it, reads that a colleague has to take over first.
    The others read as above that the page is gone; what is agreed stands without a word.
    """
    received = Request.objects.filter(host_organisation=offer.on_behalf_of_id, host=host)
    left = received.filter(offer=offer.pk, state__in=PENDING_STATES)
    for request in left.select_related("guest", "host", "offer", "host_organisation"):
        notifications.notify_guest_of_left_host(request)
    if was_public:
        waiting = Request.objects.unanswered().filter(offer=offer.pk).exclude(pk__in=left)
        for request in waiting.select_related("guest", "offer"):
            notifications.notify_guest_of_hidden_offer(request)


@receiver(mandate_ended, dispatch_uid="hosting.leave_conversations")
def leave_conversations(sender: type, mandate: Mandate, **kwargs: Any) -> None:
    """Who acts no longer reads no further where others act, and is no contact any more."""
    follow_end_of_mandate(mandate.organisation_id, mandate.person)


@receiver([co_host_ended, answering_ended], dispatch_uid="hosting.leave_conversations_of_offer")
def leave_conversations_of_host(sender: type, co_host: CoHost, **kwargs: Any) -> None:
    """Who answered for the host reads along no longer."""
    leave_conversations_of_offer(co_host)


@receiver(person_blocked, dispatch_uid="hosting.end_open_requests")
def end_requests_of_blocked(sender: type, blocker: User, blocked: User, **kwargs: Any) -> None:
    end_open_requests(blocker, blocked)
