"""A request is sent while its offer goes: under the lock one comes after the other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from core.permissions import SYSTEM
from core.values.dates import DateRange
from hosting.erasure.actions.host_data import erase_offer
from hosting.offers.models.offers import Offer
from hosting.requests.actions.requests import send_request
from hosting.requests.errors import OfferClosedError
from hosting.requests.models.requests import Request, RequestDraft
from tests.factories.accounts import UserFactory
from tests.factories.hosting import UnitFactory
from tests.rivals import has_row_locks, outcomes_at_once, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)

AFTER_THE_CHECKS = "hosting.requests.actions.requests.enforce_request_rules"


def draft_for(stay):
    days = DateRange(*(timezone.localdate() + timedelta(days=number) for number in (60, 62)))
    return RequestDraft(offer=stay, adults=2, message="May we?", dates=days)


def sent_while_the_offer_is_erased():
    """The request that came of it, and when the offer was erased."""
    stay, guest = UnitFactory().stay, UserFactory()

    overtaken(
        lambda: send_request(draft=draft_for(stay), key=uuid4(), by=guest),
        at=AFTER_THE_CHECKS,
        by=lambda: erase_offer(offer=stay, by=SYSTEM),
    )

    return Request.objects.count(), Offer.objects.get().erased_at


def test_no_offer_is_erased_under_a_request_that_is_being_sent():
    assert sent_while_the_offer_is_erased() == (1, None)


def test_control_without_lock_a_request_is_sent_for_an_erased_offer():
    with without_row_locks():
        requests, erased_at = sent_while_the_offer_is_erased()

    assert (requests, erased_at is not None) == (1, has_row_locks())


def erased_while_a_request_is_sent():
    """What the guest came to, how many requests there are, and whether the offer is erased."""
    stay, guest = UnitFactory().stay, UserFactory()

    _offer, sent = overtaken(
        lambda: erase_offer(offer=stay, by=SYSTEM),
        at="hosting.erasure.actions.host_data.erase_unused_places",
        by=lambda: send_request(draft=draft_for(stay), key=uuid4(), by=guest),
    )

    is_erased = Offer.objects.get().erased_at is not None
    return type(sent), Request.objects.count(), is_erased


def test_no_request_is_sent_for_an_offer_that_is_being_erased():
    assert erased_while_a_request_is_sent() == (OfferClosedError, 0, True)


def test_control_without_lock_a_request_comes_in_while_the_offer_is_erased():
    with without_row_locks():
        outcome = erased_while_a_request_is_sent()

    assert outcome == ((Request, 1, True) if has_row_locks() else (OfferClosedError, 0, True))


def test_a_request_that_is_pressed_four_times_is_sent_once():
    stay, guest, key = UnitFactory().stay, UserFactory(), uuid4()

    outcomes = outcomes_at_once(
        *[lambda: send_request(draft=draft_for(stay), key=key, by=guest)] * 4
    )

    assert (outcomes, Request.objects.count()) == (["done"] * 4, 1)
