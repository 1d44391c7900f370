"""Whatever the matching proposes, the deed lets pass: both read the same rows."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from emergency.activations.models.activations import Activation
from emergency.housing.actions.proposals import ask_host
from emergency.housing.errors.proposals import DoesNotFitError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import BlockedPair
from emergency.housing.presenters.homes import homes_for
from emergency.housing.selectors.market import demand_of, offers_in_play, supplies_of, terms_of
from emergency.matching.constraints import broken_by
from hosting.calendar_conflicts.actions import update_conflicts
from hosting.calendar_conflicts.presenters import conflict_rows
from hosting.calendars.actions.holds import hold_nights
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.calendar_feeds import ForeignBlockFactory
from tests.factories.emergency import (
    ActivationFactory,
    ContactFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    in_days,
    looking,
    placed,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def some_home(chance, activation, phone):
    first = chance.randrange(-2, 3)
    shared = chance.random() < 0.4
    return HousingOfferFactory(
        activation=activation,
        contact=ContactFactory(phone=phone),
        kind="shared" if shared else "whole",
        household=chance.choice(("women", "mixed")) if shared else "none",
        check_in=in_days(first),
        check_out=in_days(first + chance.randrange(4, 40)),
        sleeps=chance.randrange(1, 4),
        step_free=chance.random() < 0.5,
        takes_pets=chance.random() < 0.5,
        check_level=chance.randrange(1, 3),
        state=chance.choice(("live", "live", "live", "parked")),
        fresh_until=timezone.now() + timedelta(hours=chance.choice((-1, 5, 70))),
    )


def some_request(chance, activation, hospital):
    first = chance.randrange(-2, 6)
    return looking(
        activation=activation,
        hospital=hospital,
        check_in=in_days(first),
        check_out=in_days(first + chance.randrange(1, 12)),
        people=chance.choice((1, 1, 2, 3)),
        step_free=chance.random() < 0.2,
        pets=chance.random() < 0.2,
        household=chance.choice(("alone", "women", "any")),
    )


def some_emergency(seed):
    chance = Random(seed)  # noqa: S311  made-up data, no secret
    activation = ActivationFactory(
        whole_only=chance.random() < 0.3,
        gap_nights=chance.randrange(3),
        min_nights=chance.choice((1, 3)),
        asks_per_week=chance.choice((1, 2)),
        hard_end=in_days(chance.choice((9, 60))),
    )
    phones = [f"+3363998{seed:03}{number}" for number in range(6)]
    homes = [some_home(chance, activation, chance.choice(phones)) for _ in range(12)]
    hospital = HospitalFactory()
    requests = [some_request(chance, activation, hospital) for _ in range(8)]
    BlockedPair.objects.create(request=requests[0], offer=homes[0])
    return activation, requests


def pairs_that_fit(activation, requests):
    offers = offers_in_play(activation)
    supplies, terms = supplies_of(activation, offers), terms_of(activation)
    return [
        (request, offer)
        for request in requests
        if request.nights_ahead  # else the lists leave it out
        for offer, supply in zip(offers, supplies, strict=True)
        if not broken_by(demand_of(request), supply, terms)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_host_can_be_asked_for_every_matched_pair(seed):
    activation, requests = some_emergency(seed)
    by = DutyFactory(activation=activation).person
    asked_before = pairs_that_fit(activation, requests[:1])[:1]
    for request, offer in asked_before:
        ask_host(request=request, offer=offer, by=by)

    for request, offer in pairs_that_fit(activation, requests[1:]):
        with transaction.atomic():
            assert ask_host(request=request, offer=offer, by=by).state == "asked"
            transaction.set_rollback(True)


def test_some_of_these_pairs_fit_and_most_do_not():
    """Else the test above would say nothing."""
    fitting = [len(pairs_that_fit(*some_emergency(seed))) for seed in (100, 101, 102, 103)]

    assert 10 < sum(fitting) < 4 * 12 * 8 / 2


def test_homes_for_reads_rules_that_are_older_than_a_weight():
    request = looking()
    HousingOfferFactory(activation=request.activation)
    Activation.objects.update(weights={"travel_minute": 2.0}, service_minutes={})
    request.activation.refresh_from_db()

    fitting, _nearly = homes_for(request)

    assert [home.why_not for home in fitting] == [[]]
    assert request.activation.whole_weights["contested"] == 1000.0
    assert request.activation.due_at("first_ask", timezone.now()) > timezone.now()


def test_supplies_of_limits_asks_per_host_and_not_per_home():
    activation = ActivationFactory(asks_per_week=1)
    phone, by = "+33639980001", DutyFactory(activation=activation).person
    first, _second = (
        HousingOfferFactory(activation=activation, contact=ContactFactory(phone=phone))
        for _ in range(2)
    )
    ask_host(request=looking(activation=activation), offer=first, by=by)

    supplies = supplies_of(activation, list(HousingOffer.objects.select_related("submission")))

    assert [supply.asks_left for supply in supplies] == [0, 0]


def test_a_night_taken_elsewhere_is_not_offered_for_a_stay():
    block = ForeignBlockFactory(start=in_days(3), end=in_days(5))
    offer = HousingOfferFactory(unit=block.unit)
    activation = offer.activation
    request = looking(activation=activation, check_in=in_days(2), check_out=in_days(6))

    [supply] = supplies_of(activation, [offer])
    with pytest.raises(DoesNotFitError):
        ask_host(request=request, offer=offer, by=DutyFactory(activation=activation).person)
    block.delete()

    assert (supply.taken, supply.load) == ((block.dates,), 0)
    assert ask_host(request=request, offer=offer, by=DutyFactory(activation=activation).person)


def test_a_stay_over_a_calendar_is_named_to_its_host():
    unit, placement = UnitFactory(), placed()
    dates = placement.dates
    Placement.objects.update(hold=hold_nights(unit=unit, dates=dates))
    HousingOffer.objects.update(unit=unit, host=unit.offer.host)
    block = ForeignBlockFactory(feed__unit=unit, start=dates.check_in, end=dates.check_out)

    [conflict] = update_conflicts(unit=unit)

    [row] = conflict_rows(unit)
    assert (conflict.feed, conflict.dates) == (block.feed, dates)
    assert row.here.title.startswith("stay in an emergency (Indre-et-Loire)")
    assert row.here.url == placement.offer.submission.get_absolute_url()
    Stay.objects.update(host=UserFactory())  # took the home over: the link belongs to who lent it
    assert [row.here.url for row in conflict_rows(unit)] == [""]
