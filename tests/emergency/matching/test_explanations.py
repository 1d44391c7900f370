"""A coordinator reads why this home, and why none."""

from dataclasses import replace

import pytest

from emergency.matching.constraints import HardConstraint
from emergency.matching.engine import Engine, match
from emergency.matching.market import Beds, Household, Means, Sleepers, Terms
from emergency.matching.results import Alternative, Draft, Relaxation
from emergency.matching.weights import CostTerms, Weights
from tests.emergency.matching.markets import NOW, ON_FOOT, a_home, a_market, a_request, at, nights


def explained(demands, supplies, **given):
    return match(a_market(demands, supplies, **given), engine=Engine.GREEDY)


def test_drafts_keep_each_term_of_the_cost_with_its_published_weight():
    request = a_request(wishes=frozenset({"garden", "quiet"}))
    home = a_home(
        beds=Beds(single=4, double=1),
        step_free=True,
        reply=0.5,
        load=3,
        features=frozenset({"garden", "piano"}),
    )
    weights = Weights(
        travel_minute=1.5, unused_bed=2, rare_feature=4, silence=8, host_load=0.5, wish=1
    )

    outcome = explained([request], [home], weights=weights)

    assert outcome.drafts == (
        Draft(
            demand="R1",
            supply="H1",
            nights=nights(2, 7),
            cost=CostTerms(
                travel=13_500,
                unused_beds=8_000,
                rare_features=8_000,
                silence=4_000,
                host_load=1_500,
                wishes=-1_000,
            ),
            minutes=9,
            kilometres=3.0,
            rank=1,
            fitting=1,
            alternatives=(),
        ),
    )
    assert outcome.drafts[0].cost.total == 34_000
    assert (outcome.weights, outcome.version) == (weights, "1")


def test_drafts_name_their_rank_and_the_next_two_homes():
    homes = [a_home(f"H{number}", point=at(number)) for number in (1, 2, 3, 4)]

    [draft] = explained([a_request()], homes).drafts

    assert (draft.supply, draft.rank, draft.fitting) == ("H1", 1, 4)
    assert draft.alternatives == (
        Alternative("H2", CostTerms(travel=8_000), 8),
        Alternative("H3", CostTerms(travel=9_000), 9),
    )


def test_drafts_say_when_a_better_home_went_to_somebody_else():
    first, second = a_request("R1", urgency=1), a_request("R2")

    outcome = explained([first, second], [a_home("H1", point=at(1)), a_home("H2", point=at(5))])

    assert [(one.demand, one.supply, one.rank) for one in outcome.drafts] == [
        ("R1", "H1", 1),
        ("R2", "H2", 2),
    ]


def test_unmatched_says_how_many_more_minutes_reach_which_homes():
    """`5 km instead of 3: 4 places`."""
    walker = a_request(means=ON_FOOT, longest_minutes=30)
    homes = [a_home(f"H{number}", point=at(4 + number / 10)) for number in range(5)]

    [alone] = explained([walker], [*homes, a_home("H9", point=at(60))]).unmatched

    assert (alone.blocking, alone.fitting) == (HardConstraint.TRAVEL, 0)
    assert alone.relaxations == (Relaxation(HardConstraint.TRAVEL, 30, 70, 1, 4.0),)


def test_unmatched_is_not_told_to_travel_for_hours():
    walker = a_request(means=ON_FOOT, longest_minutes=30)

    [alone] = explained([walker], [a_home(point=at(9))]).unmatched

    assert (alone.blocking, alone.relaxations) == (HardConstraint.TRAVEL, ())


def test_unmatched_is_told_how_many_nights_would_do():
    [alone] = explained(
        [a_request(nights=nights(0, 10))],
        [a_home("H1", windows=(nights(0, 9),)), a_home("H2", windows=(nights(0, 7),))],
    ).unmatched

    assert (alone.blocking, alone.relaxations) == (
        HardConstraint.NIGHTS,
        (Relaxation(HardConstraint.NIGHTS, 10, 8, 1),),
    )


@pytest.mark.parametrize(
    ("asked", "lent", "blocking"),
    [
        pytest.param(
            {},
            {"shared": True, "household": frozenset({Household.MEN})},
            HardConstraint.WHOLE_PLACE,
            id="whole-place",
        ),
        pytest.param(
            {"whole_place": False, "household": frozenset({Household.WOMEN})},
            {"shared": True, "household": frozenset({Household.MEN})},
            HardConstraint.HOUSEHOLD,
            id="household",
        ),
        ({"pets": True}, {}, HardConstraint.PETS),
        pytest.param({"smokes": True}, {}, HardConstraint.SMOKING, id="smoking"),
    ],
)
def test_unmatched_is_told_which_wish_keeps_homes_away(asked, lent, blocking):
    homes = [a_home("H1", **lent), a_home("H2", **lent)]

    [alone] = explained([a_request(**asked)], homes).unmatched

    assert (alone.blocking, alone.relaxations) == (
        blocking,
        (Relaxation(blocking, None, None, 2),),
    )


@pytest.mark.parametrize(
    ("asked", "blocking"),
    [
        ({"step_free": True}, HardConstraint.STEP_FREE),
        ({"sleepers": Sleepers(singles=5)}, HardConstraint.BEDS),
        ({"blocked": frozenset({"H1"})}, HardConstraint.BLOCKED),
    ],
)
def test_unmatched_keeps_what_they_need(asked, blocking):
    home = a_home()

    [alone] = explained([a_request(**asked)], [home]).unmatched

    assert (alone.blocking, alone.relaxations) == (blocking, ())


def test_unmatched_offers_no_shared_home_where_they_are_closed():
    market = ([a_request()], [a_home(shared=True)])

    [alone] = explained(*market, terms=Terms(now=NOW, whole_places_only=True)).unmatched

    assert (alone.blocking, alone.relaxations) == (HardConstraint.WHOLE_PLACE, ())


def test_unmatched_knows_that_others_took_what_would_have_fitted():
    [loser] = explained([a_request("R1", urgency=1), a_request("R2")], [a_home()]).unmatched

    assert (loser.demand, loser.blocking, loser.fitting) == ("R2", HardConstraint.TAKEN, 1)


def test_unmatched_knows_a_home_that_is_lived_in_from_one_that_is_not_lent():
    lived_in = a_home(taken=(nights(3, 2),))
    not_lent = a_home(windows=(nights(0, 3),))

    reasons = [
        explained([a_request()], [home]).unmatched[0].blocking for home in (lived_in, not_lent)
    ]

    assert reasons == [HardConstraint.TAKEN, HardConstraint.NIGHTS]


def test_unmatched_with_two_things_in_the_way_is_told_the_first():
    request = a_request(step_free=True, means=frozenset({Means.WALK}))

    [alone] = explained([request], [a_home(point=at(20))]).unmatched

    assert (alone.blocking, alone.relaxations) == (HardConstraint.STEP_FREE, ())


def test_relaxations_count_only_homes_that_others_leave():
    walker = a_request("R1", means=ON_FOOT, longest_minutes=30)
    driver = a_request("R2")
    home = a_home(point=at(4))

    with_driver = explained([walker, driver], [home]).unmatched
    alone = explained([walker], [home]).unmatched

    assert [one.relaxations for one in with_driver] == [()]
    assert [len(one.relaxations) for one in alone] == [1]
    assert replace(alone[0], relaxations=()) == with_driver[0]


def test_drafts_leave_a_contested_home_where_there_is_another():
    walkers = tuple(a_request(f"W{number}", means=ON_FOOT, longest_minutes=20) for number in (1, 2))
    near, far = a_home("H1", point=at(1)), a_home("H2", point=at(4))
    market = a_market([a_request()], [near, far])

    [usual] = match(market, engine=Engine.GREEDY).drafts
    [careful] = match(replace(market, lately=walkers), engine=Engine.GREEDY).drafts

    assert (usual.supply, careful.supply) == ("H1", "H2")
    assert (usual.cost.contested, careful.cost.contested) == (0, 0)
    assert careful.alternatives[0].cost.contested == 2_000_000


def test_drafts_share_what_others_need_among_the_homes_that_suit_them():
    asked = a_request("W1", means=ON_FOOT, longest_minutes=30)
    homes = [a_home("H1", point=at(1)), a_home("H2", point=at(1.5))]
    market = a_market([a_request()], homes)

    [draft] = match(replace(market, lately=(asked,)), engine=Engine.GREEDY).drafts

    assert draft.cost.contested == 500_000
