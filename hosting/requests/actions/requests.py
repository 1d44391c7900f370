"""From a guest's question to a host's answer."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.conversations.actions import open_thread
from core.permissions import require
from hosting.offers.models.offers import Offer
from hosting.requests.actions.host_conditions import check_limits, unit_for
from hosting.requests.actions.proposals import create_first_proposal
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.actions.request_sets import cancel_siblings
from hosting.requests.actions.request_states import close_request, lock_request, transition_request
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request, RequestDraft
from hosting.requests.notifications import requests as notifications
from hosting.requests.signals import request_changed
from hosting.requests.states import RequestState


@transaction.atomic
def send_request(
    *, draft: RequestDraft, key: UUID, by: User, request_set: RequestSet | None = None
) -> Request:
    """Ask a host. The same `key` from the same guest asks only once.

    Raises a refusal for each limit of the host, and LocalRuleError for a rule of the community.
    """
    require(by, "requests.send_request", draft.offer)

    offer = Offer.objects.locked(draft.offer.pk, no_key=True).specific
    if earlier := Request.objects.filter(guest=by, key=key).first():
        return earlier
    check_limits(offer, draft, by=by)

    request = _fill_request(Request(guest=by, key=key, request_set=request_set), draft, offer)
    enforce_request_rules(request, offer)
    request.thread = open_thread(people=[by, offer.host], body=draft.message, by=by)
    request.save()
    request.needs.set(draft.needs)
    create_first_proposal(request)
    audit.record(by, "request.sent", request)

    request_changed.send(sender=Request, request=request)
    notifications.notify_host_of_request(request)
    return request


@transaction.atomic
def consider_request(*, request: Request, by: Actor) -> Request:
    """Say "perhaps": the guest knows that somebody has read it, and silence no longer ends it."""
    require(by, "requests.consider_request", request)

    request = lock_request(request)

    transition_request(request, RequestState.TENTATIVE)
    audit.record(by, "request.considered", request)

    notifications.dismiss_request_notices(request)
    notifications.notify_guest_of_consideration(request)
    return request


@transaction.atomic
def decline_request(*, request: Request, by: Actor) -> Request:
    """Say no, without having to say why. Both may still write. A set ends with it."""
    require(by, "requests.decline_request", request)

    request = lock_request(request)

    close_request(request, RequestState.DECLINED)
    audit.record(by, "request.declined", request)

    notifications.notify_guest_of_refusal(request)
    cancel_siblings(request, by)
    return request


@transaction.atomic
def withdraw_request(*, request: Request, by: Actor) -> Request:
    """Take a question back before it is agreed; in a set, all of them."""
    require(by, "requests.withdraw_request", request)

    request = lock_request(request)

    close_request(request, RequestState.WITHDRAWN)
    audit.record(by, "request.withdrawn", request)

    notifications.notify_host_of_withdrawal(request)
    cancel_siblings(request, by)
    return request


@transaction.atomic
def expire_request(*, request: Request, by: Actor) -> Request:
    """Close a request that nobody answered, so that the guest can look elsewhere."""
    require(by, "requests.expire_request", request)

    request = lock_request(request)

    close_request(request, RequestState.EXPIRED)
    audit.record(by, "request.expired", request)

    notifications.notify_guest_of_expiry(request)
    notifications.notify_host_of_expiry(request)
    cancel_siblings(request, by)
    return request


@transaction.atomic
def remind_of_request(*, request: Request, by: Actor) -> Request:
    """Tell the host once that a request is about to expire."""
    require(by, "requests.remind_of_request", request)

    request = Request.objects.locked(request.pk, no_key=True)
    if request.reminded_at is not None or request.state != RequestState.SENT:
        return request

    request.reminded_at = timezone.now()
    request.save(update_fields=["reminded_at"])
    audit.record(by, "request.reminded", request)

    notifications.remind_host(request)
    return request


@transaction.atomic
def delete_reason(*, request: Request, by: Actor) -> Request:
    """Delete why somebody came, once the request has ended long ago."""
    require(by, "requests.delete_reason", request)

    request = Request.objects.locked(request.pk, no_key=True)

    request.reason = ""
    request.save(update_fields=["reason"])
    request.needs.clear()
    audit.record(by, "request.reason_forgotten", request)
    return request


def _fill_request(request: Request, draft: RequestDraft, offer: Offer) -> Request:
    """Dates and terms become the request's own: a rate may change or go."""
    request.offer_id, request.host = offer.pk, offer.host
    request.adults, request.children = draft.adults, draft.children
    request.session, request.reason = draft.session, draft.reason
    request.unit = unit_for(offer, party=draft.party, dates=draft.dates)
    if draft.dates is not None:
        request.check_in, request.check_out = draft.dates.check_in, draft.dates.check_out
    for field, value in (draft.rate.as_terms() if draft.rate else {}).items():
        setattr(request, field, value)
    request_set = request.request_set
    request.answer_by = (
        request_set.closes_at if request_set else timezone.now() + settings.HOSTING_ANSWER_WITHIN
    )
    return request
