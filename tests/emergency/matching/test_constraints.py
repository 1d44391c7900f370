"""Each hard constraint alone: the pair that holds to it, and the pair that breaks it."""

from dataclasses import fields, replace
from datetime import time, timedelta

import pytest

from emergency.matching.constraints import HardConstraint, broken_by, minutes_between
from emergency.matching.market import (
    Beds,
    Demand,
    Household,
    Market,
    Means,
    Presence,
    Shift,
    Sleepers,
    Supply,
    Terms,
)
from tests.emergency.matching.markets import NOW, ON_FOOT, a_home, a_request, at, nights

TERMS = Terms(now=NOW)


def test_broken_by_finds_nothing_between_a_request_and_a_home_that_fit():
    assert broken_by(a_request(), a_home(), TERMS) == ()


@pytest.mark.parametrize(
    ("broken", "asked", "lent"),
    [
        (HardConstraint.BY_HAND, {"by_hand": True}, {}),
        (HardConstraint.BLOCKED, {"blocked": frozenset({"H1"})}, {}),
        (HardConstraint.LIVE, {}, {"live": False}),
        (HardConstraint.FRESH, {}, {"fresh_until": NOW - timedelta(seconds=1)}),
        (HardConstraint.CHECKED, {}, {"check_level": 0}),
        (HardConstraint.CHECKED, {"whole_place": False}, {"shared": True, "check_level": 1}),
        (HardConstraint.ASKS, {}, {"asks_left": 0}),
        pytest.param(HardConstraint.WHOLE_PLACE, {}, {"shared": True}, id="whole-place"),
        (
            HardConstraint.HOUSEHOLD,
            {"whole_place": False, "household": frozenset({Household.WOMEN})},
            {"shared": True, "household": frozenset({Household.WOMEN, Household.MEN})},
        ),
        (HardConstraint.BEDS, {"sleepers": Sleepers(singles=2)}, {}),
        (
            HardConstraint.BEDS,
            {"sleepers": Sleepers(singles=0, couples=1)},
            {"beds": Beds(single=2)},
        ),
        (
            HardConstraint.BEDS,
            {"sleepers": Sleepers(singles=1, infants=1)},
            {"beds": Beds(single=3)},
        ),
        pytest.param(HardConstraint.STEP_FREE, {"step_free": True}, {}, id="step-free"),
        (HardConstraint.PETS, {"pets": True}, {}),
        (HardConstraint.SMOKING, {"smokes": True}, {}),
        (
            HardConstraint.ALLERGY,
            {"avoids": frozenset({Presence.CAT})},
            {"presences": frozenset({Presence.CAT, Presence.DOG})},
        ),
        (
            HardConstraint.PEOPLE,
            {"sleepers": Sleepers(singles=2)},
            {"beds": Beds(single=4), "most_people": 1},
        ),
        (HardConstraint.LENGTH, {"nights": nights(2, 2)}, {"least_nights": 3}),
        (HardConstraint.LENGTH, {"nights": nights(2, 9)}, {"most_nights": 8}),
        (HardConstraint.TRAVEL, {"longest_minutes": 5}, {}),
        (HardConstraint.NIGHTS, {"nights": nights(25, 5)}, {}),
        (HardConstraint.TAKEN, {}, {"taken": (nights(4, 1),)}),
    ],
)
def test_broken_by_names_the_one_broken_constraint(broken, asked, lent):
    assert broken_by(a_request(**asked), a_home(**lent), TERMS) == (broken,)


@pytest.mark.parametrize(
    ("asked", "lent"),
    [
        ({"whole_place": False}, {"shared": True, "household": frozenset()}),
        (
            {"whole_place": False, "household": frozenset(Household)},
            {"shared": True, "household": frozenset({Household.CHILDREN})},
        ),
        ({"step_free": True}, {"step_free": True}),
        ({"pets": True}, {"pets": True}),
        ({"smokes": True}, {"smoking": True}),
        ({"avoids": frozenset({Presence.CAT})}, {"presences": frozenset({Presence.DOG})}),
        ({"sleepers": Sleepers(singles=3)}, {"beds": Beds(single=1, double=2)}),
        ({"sleepers": Sleepers(1, 1, 1)}, {"beds": Beds(single=1, double=1, cots=1)}),
        ({}, {"fresh_until": NOW}),
        ({}, {"windows": (nights(0, 5), nights(5, 20))}),
        ({"nights": nights(2, 7)}, {"taken": (nights(0, 1), nights(10, 5))}),
    ],
)
def test_broken_by_lets_pass_what_is_just_enough(asked, lent):
    assert broken_by(a_request(**asked), a_home(**lent), TERMS) == ()


@pytest.mark.parametrize("taken", [nights(0, 2), nights(9, 3), nights(2, 7), nights(0, 20)])
def test_broken_by_keeps_the_gap_before_and_after_another_stay(taken):
    assert broken_by(a_request(nights=nights(2, 7)), a_home(taken=(taken,)), TERMS) == (
        HardConstraint.TAKEN,
    )


def test_broken_by_keeps_the_longer_gap_of_host_and_activation():
    home = a_home(windows=(nights(0, 12),), gap=1)
    request = a_request(nights=nights(2, 7))

    careful = replace(TERMS, least_gap=3)

    assert broken_by(request, home, careful) == ()
    assert broken_by(request, replace(home, gap=4), careful) == (HardConstraint.NIGHTS,)
    assert broken_by(request, home, replace(TERMS, least_gap=4)) == (HardConstraint.NIGHTS,)


def test_broken_by_lets_an_activation_close_all_shared_homes():
    request = a_request(whole_place=False, household=frozenset(Household))
    shared = a_home(shared=True, household=frozenset({Household.MEN}))

    assert broken_by(request, shared, TERMS) == ()
    assert broken_by(request, shared, replace(TERMS, whole_places_only=True)) == (
        HardConstraint.WHOLE_PLACE,
    )


def test_minutes_between_counts_transit_only_while_it_runs():
    by_bus = frozenset({Means.WALK, Means.TRANSIT})
    home = a_home(point=at(5))

    early, late, noon = (
        a_request(means=by_bus, shifts=(Shift(time(start), time(end)),))
        for start, end in ((5, 13), (14, 23), (10, 15))
    )

    on_foot = minutes_between(a_request(means=ON_FOOT), home, TERMS)
    assert minutes_between(early, home, TERMS) == on_foot
    assert minutes_between(late, home, TERMS) == minutes_between(noon, home, TERMS)
    assert minutes_between(replace(late, shifts=(Shift(time(14), time(23, 10)),)), home, TERMS) == (
        on_foot
    )
    assert minutes_between(noon, home, TERMS) < on_foot


def test_minutes_between_takes_the_worst_leg_of_all_shifts():
    calm, rush = Shift(time(10), time(15)), Shift(time(8), time(15))
    home = a_home(point=at(10))

    one, other = (
        minutes_between(a_request(shifts=shifts), home, TERMS) for shifts in ((calm,), (calm, rush))
    )

    assert (one, other) == (18, 25)


def test_minutes_between_is_never_shorter_for_a_longer_way():
    request = a_request(means=frozenset(Means), shifts=(Shift(time(21), time(7)),))

    minutes = [
        minutes_between(request, a_home(point=at(kilometres)), TERMS) for kilometres in range(120)
    ]

    assert minutes == sorted(minutes)


def test_minutes_between_somebody_without_any_means_is_never():
    assert broken_by(a_request(means=frozenset()), a_home(point=at(0)), TERMS) == (
        HardConstraint.TRAVEL,
    )


def test_nothing_about_a_person_can_weigh():
    """Section 4.7: no attribute of a profile is an input. A new field has to be argued here."""
    known = {field.name for kind in (Demand, Supply, Market) for field in fields(kind)}

    assert known == {
        *("reference", "work", "nights", "longest_minutes", "sleepers", "means", "shifts"),
        *("whole_place", "household", "step_free", "pets", "smokes", "avoids"),
        *("by_hand", "splits", "blocked", "urgency", "waiting_days", "wishes"),
        *("host", "point", "windows", "fresh_until", "beds", "taken", "gap", "shared", "presences"),
        *("smoking", "most_people", "least_nights", "most_nights", "live", "check_level"),
        *("asks_left", "reply", "load", "features"),
        *("demands", "supplies", "lately", "terms", "weights", "tie_break_seed"),
    }
