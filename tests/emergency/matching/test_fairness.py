"""The search for justified envy, on a plan that was made unfair on purpose."""

from emergency.matching.fairness import find_envy_pairs
from emergency.matching.plans import Plan, Setting, Stay
from emergency.matching.results import EnvyPair
from tests.emergency.matching.markets import a_home, a_market, a_request


def test_envies_names_who_waits_and_who_got_the_home_instead():
    urgent, planned = a_request("R1", urgency=2), a_request("R2")
    plan = Plan(Setting(a_market([urgent, planned], [a_home()])))
    plan.give(1, Stay(0, planned.nights))

    assert find_envy_pairs(plan) == (EnvyPair("R1", "H1", "R2"),)
    assert plan.stays == {1: (Stay(0, planned.nights),)}


def test_envies_leaves_out_equals_and_homes_that_would_not_fit():
    plans = []
    for waiting in (a_request("R1"), a_request("R1", urgency=3, pets=True)):
        setting = Setting(a_market([waiting, a_request("R2")], [a_home()]))
        winner = [one.reference for one in setting.demands].index("R2")
        plans.append(Plan(setting))
        plans[-1].give(winner, Stay(0, setting.demands[winner].nights))

    assert [find_envy_pairs(plan) for plan in plans] == [(), ()]
