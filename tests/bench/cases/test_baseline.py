"""The rules to beat do what people do by hand."""

from bench.cases.baseline import any_first, nearest_first
from emergency.matching.plans import Setting
from tests.emergency.matching.markets import a_home, a_market, a_request, at


def given_by(rule, demands, supplies):
    setting = Setting(a_market(demands, supplies))
    plan = rule(setting)
    return {
        setting.demands[who].reference: setting.supplies[stays[0].home].reference
        for who, stays in plan.stays.items()
    }


def test_nearest_first_gives_the_nearest_home_to_the_first_who_asks():
    requests = [a_request("R2", urgency=3), a_request("R1"), a_request("R3")]
    homes = [a_home("H1", point=at(5)), a_home("H2", point=at(1))]

    assert given_by(nearest_first, requests, homes) == {"R1": "H2", "R2": "H1"}


def test_any_first_gives_some_home_that_fits_to_the_first_who_asks():
    homes = [a_home("H1"), a_home("H2", pets=True)]

    assert given_by(any_first, [a_request("R2"), a_request("R1", pets=True)], homes) == {
        "R1": "H2",
        "R2": "H1",
    }
