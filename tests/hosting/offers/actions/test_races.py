"""Two devices of one host, and a host against a guest: under the lock nobody overwrites anybody."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from core.values.dates import DateRange
from hosting.calendars.actions.holds import hold_seats
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.actions.sessions import change_session
from hosting.calendars.models import CalendarPeriod, Session
from hosting.calendars.states import DayState
from hosting.communities.actions.membership_states import lock_membership
from hosting.communities.models.communities import Membership
from hosting.erasure.actions.account_closure import close_account_data
from hosting.offers.actions.drafts import draft_offer
from hosting.offers.actions.offers import submit_offer
from hosting.offers.actions.price_seasons import add_season
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from scripts.processes import wait_until
from tests.factories.hosting import (
    SUMMER,
    MembershipFactory,
    RateFactory,
    SessionFactory,
    TipFactory,
    UnitFactory,
)
from tests.rivals import is_somebody_waiting, outcomes_at_once

pytestmark = pytest.mark.django_db(transaction=True)

START = date(2027, 5, 1)


def nights(first, last):
    return DateRange(START + timedelta(days=first), START + timedelta(days=last))


def test_nights_set_at_once_stay_disjoint():
    unit = UnitFactory()
    host = unit.stay.host
    states = [DayState.CLOSED, DayState.ON_REQUEST] * 2

    outcomes = outcomes_at_once(
        *(
            lambda first=first, state=state: set_nights(
                unit=unit, dates=nights(first, first + 6), state=state, by=host
            )
            for first, state in enumerate(states)
        )
    )

    assert outcomes == ["done"] * 4
    said = [night for period in CalendarPeriod.objects.all() for night in period.dates.nights]
    assert sorted(said) == nights(0, 9).nights


def test_a_draft_begun_on_two_devices_is_one():
    membership = MembershipFactory()

    outcomes = outcomes_at_once(
        *[
            lambda: draft_offer(
                kind=OfferKind.STAY,
                community=membership.community,
                title="The mill",
                language="en",
                by=membership.person,
            )
        ]
        * 3
    )

    assert (outcomes, Offer.objects.count()) == (["done"] * 3, 1)


def test_an_offer_handed_in_twice_at_once_is_read_once():
    tip = TipFactory(draft=True)

    outcomes = outcomes_at_once(*[lambda: submit_offer(offer=tip, by=tip.host)] * 3)

    assert outcomes == ["done"] * 3
    assert tip.workflow_states.count() == 1


def test_seats_are_never_fewer_than_those_taken():
    soon = timezone.now() + timedelta(days=7)
    session = SessionFactory(seats=4, starts_at=soon, ends_at=soon + timedelta(hours=2))

    outcomes_at_once(
        lambda: change_session(
            session=session,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            seats=1,
            by=session.activity.host,
        ),
        lambda: hold_seats(session=session, seats=3),
    )

    session = Session.objects.get()
    assert session.seat_holds.count() <= session.seats


def test_two_seasons_added_at_once_never_overlap():
    rate = RateFactory(sort_order=1)
    stay = rate.offer.specific
    halves = [replace(SUMMER, begins=date(2027, 7, day), number=0) for day in (1, 15)]

    outcomes = outcomes_at_once(
        *(
            lambda season=season: add_season(offer=stay, number=1, season=season, by=stay.host)
            for season in halves
        )
    )

    draft = type(stay).objects.get(pk=stay.pk).get_latest_revision_as_object()
    (found,) = draft.rates.all()
    assert (sorted(outcomes), len(found.price_seasons)) == (["SeasonOverlapError", "done"], 1)


@pytest.mark.parametrize(
    "deed",
    [
        lambda tip: submit_offer(offer=tip, by=tip.host),
        lambda tip: close_account_data(tip.host),
    ],
    ids=["submit_offer", "close_account_data"],
)
def test_whoever_waits_for_a_membership_holds_no_offer(deed):
    """Leaving locks the membership, then the offers there: the other order would be a deadlock."""
    tip = TipFactory(draft=True)
    membership = Membership.objects.get(community=tip.community, person=tip.host)

    def wait_for_it():
        try:
            deed(tip)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            lock_membership(membership)
            waiting = threads.submit(wait_for_it)
            assert wait_until(is_somebody_waiting, within=20)
            held = Offer.objects.select_for_update(no_key=True, nowait=True).filter(pk=tip.pk)
            assert list(held) == [Offer.objects.get(pk=tip.pk)]
        waiting.result(timeout=20)
