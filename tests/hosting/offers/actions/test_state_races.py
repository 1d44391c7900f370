"""A withdrawn offer stays so, and a public stay keeps a room, whoever presses beside it."""

import pytest

from hosting.offers.actions.offers import reopen_offer, withdraw_offer
from hosting.offers.actions.units import add_unit, remove_unit
from hosting.offers.errors import LastUnitError
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Unit
from hosting.offers.states import OfferState
from tests.factories.hosting import StayFactory, TipFactory, UnitFactory
from tests.rivals import has_row_locks, outcomes_at_once, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def withdrawn_while_it_is_reopened():
    """The state in which the offer ends."""
    tip = TipFactory(state=OfferState.PAUSED)

    overtaken(
        lambda: reopen_offer(offer=tip, by=tip.host),
        at="hosting.offers.actions.offers.transition_offer",
        by=lambda: withdraw_offer(offer=tip, by=tip.host),
    )

    return Offer.objects.get().state


def test_an_offer_that_is_withdrawn_while_it_reopens_stays_withdrawn():
    assert withdrawn_while_it_is_reopened() == OfferState.WITHDRAWN


def test_control_without_lock_a_withdrawn_offer_opens_again():
    with without_row_locks():
        state = withdrawn_while_it_is_reopened()

    assert state == (OfferState.OPEN if has_row_locks() else OfferState.WITHDRAWN)


def removed_at_once():
    """What the second of two came to who remove the last two rooms, and how many are left."""
    stay = StayFactory()
    first, second = UnitFactory.create_batch(2, stay=stay)

    _removed, late = overtaken(
        lambda: remove_unit(unit=first, by=stay.host),
        at="hosting.offers.models.stays.Unit.delete",
        by=lambda: remove_unit(unit=second, by=stay.host),
    )

    return type(late), Unit.objects.count()


def test_of_the_last_two_rooms_one_stays():
    assert removed_at_once() == (LastUnitError, 1)


def test_control_without_lock_a_public_stay_has_no_room_left():
    with without_row_locks():
        outcome = removed_at_once()

    assert outcome == ((type(None), 0) if has_row_locks() else (LastUnitError, 1))


def test_a_room_that_is_added_by_three_presses_is_one():
    stay = StayFactory()
    room = {"name": "The loft", "sleeps": 2, "bathroom": "private", "beds": {"double": 1}}

    outcomes = outcomes_at_once(*[lambda: add_unit(stay=stay, **room, by=stay.host)] * 3)

    assert (outcomes, Unit.objects.count()) == (["done"] * 3, 1)
