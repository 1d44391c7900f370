"""Somebody asks a host to swap houses: two requests, which are agreed on together or not at all."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.conversations.actions import open_silent_thread
from core.errors import DomainError
from core.permissions import require
from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from hosting.requests.actions.deadlines import shorten_deadline
from hosting.requests.actions.host_conditions import check_limits
from hosting.requests.actions.proposals import create_first_proposal
from hosting.requests.actions.request_rules import enforce_request_rules
from hosting.requests.actions.requests import fill_request, send_request
from hosting.requests.errors import (
    OwnStayNotForSwapError,
    SameHouseError,
    SwapForOrganisationError,
    SwapNeedsStayError,
    SwapNotOfferedError,
    SwapSideRefusedError,
)
from hosting.requests.models.requests import Exchange, Request, RequestDraft
from hosting.requests.models.swaps import Swap
from hosting.requests.signals import request_changed


@transaction.atomic
def send_swap(*, draft: RequestDraft, key: UUID, by: User) -> Request:
    """Ask for the nights of a draft, and give those of its `exchange`. The same `key` asks once.

    Raises SwapNeedsStayError, SwapNotOfferedError, OwnStayNotForSwapError, SameHouseError or
    SwapForOrganisationError; SwapSideRefusedError where the asker's own stay would refuse the other
    host; and what `send_request` raises.
    """
    require(by, "requests.send_request", draft.offer)

    exchange = draft.exchange
    if exchange is None:
        raise SwapNeedsStayError
    for pk in sorted({draft.offer.pk, exchange.offer.pk}):  # as two who ask each other at once
        Offer.objects.locked(pk, no_key=True)
    if earlier := Request.objects.filter(guest=by, key=key).first():
        return earlier
    rate = _check_swap(draft, exchange, by)

    request = send_request(draft=draft, key=key, by=by, swap=Swap.objects.create())
    counterpart = _send_counterpart(request, exchange, rate, by)
    shorten_deadline(request, counterpart)
    request.save(update_fields=["answer_by", "remind_at"])
    return request


def _check_swap(draft: RequestDraft, exchange: Exchange, by: User) -> Rate:
    """The rate by which the asker's own stay is swapped."""
    if draft.has_organisations or exchange.offer.on_behalf_of_id is not None:
        raise SwapForOrganisationError
    if draft.rate is None or draft.rate.mode != ExchangeMode.HOUSE_SWAP:
        raise SwapNotOfferedError
    if exchange.offer.host_id != by.pk:
        raise SwapNeedsStayError
    if draft.offer.place_id is not None and draft.offer.place_id == exchange.offer.place_id:
        raise SameHouseError
    stays = Stay.objects.filter(pk=exchange.offer.pk)
    rate = Rate.objects.filter(offer__in=stays, mode=ExchangeMode.HOUSE_SWAP).first()
    if rate is None:
        raise OwnStayNotForSwapError
    return rate


def _send_counterpart(request: Request, exchange: Exchange, rate: Rate, by: User) -> Request:
    """By which the host of the request stays at the asker's. They needn't have said anything."""
    offer, guest = exchange.offer.specific, request.host
    draft = RequestDraft(
        offer,
        adults=exchange.adults,
        children=exchange.children,
        message="",
        dates=exchange.dates,
        rate=rate,
    )
    counterpart = Request(
        guest=guest, key=uuid5(request.key, "counterpart"), swap=request.swap, is_counterpart=True
    )
    try:
        check_limits(offer, draft, by=guest)
        fill_request(counterpart, draft, offer)
        enforce_request_rules(counterpart, offer)
    except DomainError as refusal:
        raise SwapSideRefusedError(offer=offer.title, why=str(refusal)) from refusal
    counterpart.answer_by, counterpart.remind_at = request.answer_by, None
    counterpart.thread = open_silent_thread(people=[guest, by])
    counterpart.save()
    create_first_proposal(counterpart, by=by)
    audit.record(by, "request.sent", counterpart, swap=request.pk)

    request_changed.send(sender=Request, request=counterpart)
    return counterpart
