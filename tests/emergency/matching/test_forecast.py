"""Before anybody has asked, somebody on foot is expected at each place of work."""

from dataclasses import replace

from emergency.matching.engine import Engine, match
from emergency.matching.forecast import expected_demands
from emergency.matching.market import Means
from tests.emergency.matching.markets import FIRST, HOSPITAL, a_home, a_market, a_request, at


def test_at_first_expects_two_without_a_car_at_each_place_of_work():
    expected = expected_demands([HOSPITAL, at(9)], on=FIRST)

    assert [(one.work, one.longest_minutes) for one in expected] == [
        *((HOSPITAL, 20), (HOSPITAL, 30), (at(9), 20), (at(9), 30)),
    ]
    assert not any(Means.CAR in one.means for one in expected)
    assert len({one.reference for one in expected}) == 4


def test_at_first_keeps_the_near_home_from_a_driver_who_has_another():
    market = a_market([a_request()], [a_home("H1", point=at(1)), a_home("H2", point=at(9))])

    [usual] = match(market, engine=Engine.GREEDY).drafts
    [careful] = match(
        replace(market, lately=expected_demands([HOSPITAL], on=FIRST)), engine=Engine.GREEDY
    ).drafts

    assert (usual.supply, careful.supply) == ("H1", "H2")
