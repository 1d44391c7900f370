"""From a guest's question to a host's answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.blocking.rules import require_contact
from commons.conversations.actions import open_thread, post_message
from commons.conversations.models import Message
from commons.organisations.actions import lock_organisations
from core.permissions import require
from core.quotas.checks import require_quota
from hosting.offers.actions.host_mandates import require_host_mandate
from hosting.offers.choices.lists import OfferKind
from hosting.offers.errors import OfferingForChangedError
from hosting.offers.models.offers import Offer
from hosting.requests.actions.deadlines import set_deadline
from hosting.requests.actions.guest_mandates import join_conversation, require_mandate
from hosting.requests.actions.host_conditions import check_limits, desk_for, unit_for
from hosting.requests.actions.host_side import (
    acts_as_host,
    require_closing_word,
    require_host_word,
)
from hosting.requests.actions.proposals import create_first_proposal
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.actions.request_sets import cancel_siblings
from hosting.requests.actions.request_states import close_request, lock_request, transition_request
from hosting.requests.errors import SwapNeedsStayError
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request, RequestDraft
from hosting.requests.models.swaps import Swap
from hosting.requests.notifications import requests as notifications
from hosting.requests.signals import request_changed
from hosting.requests.states import RequestState

FORGOTTEN: Final = "…"  # where the database asks for a name


@transaction.atomic
def send_request(
    *,
    draft: RequestDraft,
    key: UUID,
    by: User,
    request_set: RequestSet | None = None,
    swap: Swap | None = None,
) -> Request:
    """Ask a host. The same `key` from the same guest asks only once.

    Of a stay nobody is asked for a house swap without `swap`, which `send_swap` makes.
    Raises a refusal for each limit of the host, SwapNeedsStayError, LocalRuleError for a rule of
    the community, one of `require_contact`, QuotaExceededError, and MandateEndedError of who asks
    for an organisation, OfferingForChangedError, or a refusal of `require_host_mandate`.
    """
    require(by, "requests.send_request", draft.offer)

    if draft.has_organisations:
        lock_organisations(draft.on_behalf_of, draft.offer.on_behalf_of)
    offer = Offer.objects.locked(draft.offer.pk, no_key=True).specific
    if earlier := Request.objects.filter(guest=by, key=key).first():
        return earlier
    if offer.on_behalf_of_id != draft.offer.on_behalf_of_id:
        raise OfferingForChangedError
    if offer.on_behalf_of_id is not None:
        require_host_mandate(offer)
    require_mandate(draft.on_behalf_of, by)
    require_contact(by, [offer.host])
    check_limits(offer, draft, by=by)
    if swap is None and draft.asks_swap:
        raise SwapNeedsStayError

    request = Request(guest=by, key=key, request_set=request_set, swap=swap)
    request = fill_request(request, draft, offer)
    enforce_request_rules(request, offer)
    require_quota("requests", by)
    request.thread = open_thread(people=[by, offer.host], body=draft.message, by=by)
    request.save()
    request.needs.set(draft.needs)
    create_first_proposal(request)
    organisation = {"on_behalf_of": draft.on_behalf_of.pk} if draft.on_behalf_of else {}
    audit.record(by, "request.sent", request, **organisation)

    request_changed.send(sender=Request, request=request)
    notifications.notify_host_of_request(request)
    return request


def answer_request(
    *,
    request: Request,
    body: str,
    by: User,
    key: UUID | None = None,
    attachments: Sequence[File[bytes]] = (),
) -> Message:
    """Write in its conversation. Who acts for the organisation that asks joins it first, and so
    does who answers for the host.

    No transaction is open around it, so that nobody waits for a lock while files are judged. Raises
    MandateEndedError, or what `post_message` raises.
    """
    require(by, "requests.answer_request", request)

    join_conversation(request, by)
    return post_message(thread=request.thread, body=body, by=by, key=key, attachments=attachments)


@transaction.atomic
def consider_request(*, request: Request, by: Actor) -> Request:
    """Say "perhaps": the guest knows that somebody has read it, and silence no longer ends it.

    Raises CoHostEndedError or HostMandateEndedError.
    """
    require(by, "requests.consider_request", request)

    request = lock_request(request)
    acts_as_host(request, by)
    require_host_word(request, by)

    transition_request(request, RequestState.TENTATIVE)
    audit.record(by, "request.considered", request)

    notifications.dismiss_request_notices(request)
    notifications.notify_guest_of_consideration(request)
    return request


@transaction.atomic
def decline_request(*, request: Request, by: Actor) -> Request:
    """Say no, without having to say why. Both may still write. A set ends with it.

    Whoever asked for a swap is the host of its counterpart, and withdraws. Raises
    CoHostEndedError or HostMandateEndedError.
    """
    if request.is_counterpart and request.counterpart is not None:
        return withdraw_request(request=request.counterpart, by=by)
    require(by, "requests.decline_request", request)

    request = lock_request(request)
    acts_as_host(request, by)
    require_closing_word(request, by)

    close_request(request, RequestState.DECLINED)
    audit.record(by, "request.declined", request)

    notifications.notify_guest_of_refusal(request)
    cancel_siblings(request, by)
    return request


@transaction.atomic
def withdraw_request(*, request: Request, by: Actor) -> Request:
    """Take a question back before it is agreed; in a set, all of them.

    Whoever was asked for a swap is the guest of its counterpart, and declines.
    """
    if request.is_counterpart and request.counterpart is not None:
        return decline_request(request=request.counterpart, by=by)
    require(by, "requests.withdraw_request", request)

    request = lock_request(request)

    close_request(request, RequestState.WITHDRAWN)
    audit.record(by, "request.withdrawn", request)

    notifications.notify_of_withdrawal(request, by)
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
    """Tell the host once, at half time, that a request still waits for an answer."""
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
    """Delete why somebody came, in what kind of group and what they need, long after the end."""
    require(by, "requests.delete_reason", request)

    request = Request.objects.locked(request.pk, no_key=True)

    request.reason = request.group_kind = request.group_words = ""
    request.save(update_fields=["reason", "group_kind", "group_words"])
    request.needs.clear()
    audit.record(by, "request.reason_forgotten", request)
    return request


@transaction.atomic
def forget_terms(*, request: Request, by: Actor) -> Request:
    """Delete names and words of what was asked and agreed; dates, numbers and states stay."""
    require(by, "requests.forget_terms", request)

    request = Request.objects.locked(request.pk, no_key=True)

    labels: dict[str, object] = {"rate_label": "", "rate_name": "", "seasons": []}
    labels |= {"currency_name": "", "in_return": ""}
    asked_for = {"organisation_name": "", "organisation_identifiers": ""}
    words = labels | {"conditions": "", "cancellation": ""}
    names = dict.fromkeys(("host_name", "guest_name", "offer_title"), FORGOTTEN)
    organisation = dict.fromkeys(
        (
            *("organisation_name", "organisation_identifiers", "represented_by"),
            *("host_organisation_name", "host_organisation_identifiers"),
        ),
        "",
    )
    request.proposals.update(**words)
    Agreement.objects.filter(request=request).update(**words, **names, **organisation, unit_name="")
    Request.objects.filter(pk=request.pk).update(
        **labels, **asked_for, terms_forgotten_at=timezone.now()
    )
    audit.record(by, "request.terms_forgotten", request)
    return request


def fill_request(request: Request, draft: RequestDraft, offer: Offer) -> Request:
    """Dates and terms become the request's own: a rate may change or go."""
    request.offer_id, request.host = offer.pk, offer.host
    request.host_organisation_id = offer.on_behalf_of_id
    request.adults, request.children = draft.adults, draft.children
    request.session, request.reason = draft.session, draft.reason
    request.group_kind, request.group_words = draft.group_kind, draft.group_words
    if offer.kind == OfferKind.PRODUCT:
        request.quantity = draft.quantity or 1
    if draft.on_behalf_of is not None:
        request.on_behalf_of = draft.on_behalf_of
        request.organisation_name = draft.on_behalf_of.name
        request.organisation_identifiers = draft.on_behalf_of.identifiers_in_words
    if draft.half_days:
        request.unit = desk_for(offer, party=draft.party, half_days=draft.half_days)
        request.set_half_days(draft.half_days)
    else:
        request.unit = unit_for(offer, party=draft.party, dates=draft.dates)
    if draft.dates is not None:
        request.check_in, request.check_out = draft.dates.check_in, draft.dates.check_out
    ends = draft.session.ends_at.date() if draft.session else request.check_out
    terms = draft.rate.as_terms(offer.language, ends=ends) if draft.rate else {}
    for field, value in terms.items():
        setattr(request, field, value)
    set_deadline(request, offer)
    return request
