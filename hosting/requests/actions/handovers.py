"""A colleague takes over an offer of their organisation, with what was asked and agreed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.blocking.models import PersonBlock
from commons.conversations.actions import add_participant, remove_participant
from commons.conversations.models import Thread
from commons.organisations.actions import lock_organisation
from core.permissions import require
from hosting.cohosts.actions import end_for_new_host
from hosting.communities.models.communities import Membership
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.actions.organisations import hand_over, note_new_host
from hosting.offers.errors import NotMemberError, OfferMovedError
from hosting.offers.models.offers import Offer
from hosting.requests.actions.agreements import phone_of
from hosting.requests.models.agreements import Agreement, AgreementContacts
from hosting.requests.models.requests import Proposal, Request, RequestQuerySet
from hosting.requests.notifications import requests as notifications
from hosting.requests.states import PENDING_STATES


@transaction.atomic
def take_over_offer(*, offer: Offer, by: User) -> Offer:
    """Become its host, in place of who has left the organisation or whom its manager relieves.

    Names in agreements stay. Requests of people between whom and the new host a block stands stay
    with the earlier one, and so do swaps of houses. Pressing twice takes it over once. Raises
    OfferMovedError once it is another organisation's, NotMemberError, WithdrawnOfferError
    or LocalRuleError.
    """
    require(by, "requests.take_over_offer", offer)

    organisation = offer.on_behalf_of
    lock_organisation(organisation)
    # Somebody else may have taken it over just now, with the requests.
    offer.refresh_from_db(fields=["host", "on_behalf_of", "organisation_since"])
    if offer.on_behalf_of != organisation:  # whose mandates nobody has locked
        raise OfferMovedError
    require(by, "requests.take_over_offer", offer)
    members = Membership.objects.select_for_update(no_key=True).active()
    if members.filter(community=offer.community_id, person=by).first() is None:
        raise NotMemberError
    moving = list(_requests_of(offer, by).select_for_update(of=("self",), no_key=True))
    offer = lock_offer(offer)
    require(by, "requests.take_over_offer", offer)  # as it is behind the locks
    before = offer.host
    if before == by:
        return offer

    offer = hand_over(offer=offer, to=by)
    for request in moving:
        _move(request, before, by)
    end_for_new_host(offer, by)
    note_new_host(offer, before=before, by=by)

    for request in moving:
        notifications.notify_of_new_host(request)
    return offer


def _requests_of(offer: Offer, to: User) -> RequestQuerySet:
    """Open and agreed ones that the organisation received, in the order of their keys."""
    blocks = PersonBlock.objects.about(to)
    apart = Q(guest__in=blocks.values("blocker")) | Q(guest__in=blocks.values("blocked"))
    received = Request.objects.filter(
        offer=offer.pk,
        host=offer.host_id,
        host_organisation=offer.on_behalf_of_id,
        swap=None,
        state__in=PENDING_STATES,
    )
    return received.exclude(guest=to).exclude(apart).order_by("pk")


def _move(request: Request, before: User, to: User) -> None:
    """What the earlier host proposed counts no longer by itself: `require_word_of_host`. What the
    new one proposed as a co-host is their own word now.
    """
    Proposal.objects.filter(request=request, by=before).update(for_host=True)
    Proposal.objects.filter(request=request, by=to).update(for_host=False)
    request.host = to
    request.save(update_fields=["host"])
    Agreement.objects.filter(request=request).update(host=to)
    AgreementContacts.objects.filter(agreement__request=request).update(
        host_email=to.email, host_phone=phone_of(to)
    )
    remove_participant(threads=Thread.objects.filter(request=request.pk), person=before)
    add_participant(thread=request.thread, person=to)
    audit.record(to, "request.taken_over", request, before=before.pk)
