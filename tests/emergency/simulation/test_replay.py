"""A replay tells the desk what happens in order, and adds up what came of it."""

import math
from datetime import timedelta

import pytest

from emergency.matching.plans import Setting
from emergency.simulation.model import ModelDesk
from emergency.simulation.policies import DEFAULT_POLICY, POLICIES, Policy
from emergency.simulation.replay import Record, Replay, Temper, Town, make_town
from tests.emergency.matching.markets import NOW, a_home, a_market, a_request

FOUR_HOURS = timedelta(hours=4)


@pytest.fixture(scope="module")
def town():
    return make_town(3, homes=600)


def played(town, policy):
    return Replay(town, ModelDesk(Setting(town.market), policy), policy).run()


def a_town(requests, homes, temper):
    return Town(
        market=a_market(requests, homes),
        arrivals=tuple((NOW + timedelta(hours=1), one) for one in requests),
        tempers={one.reference: temper for one in homes},
        seed=1,
    )


def test_make_town_is_the_same_for_the_same_seed(town):
    assert make_town(3, homes=600) == town
    assert make_town(4, homes=600) != town


def test_make_town_draws_arrivals_and_three_tempers(town):
    moments = [moment for moment, _ in town.arrivals]
    silent, gone = (
        100 * sum(one == temper for one in town.tempers.values()) / 600
        for temper in (Temper.SILENT, Temper.GONE)
    )

    assert len(moments) == pytest.approx(960, abs=100)
    assert moments == sorted(moments)
    assert (silent, gone) == (pytest.approx(40, abs=5), pytest.approx(16, abs=4))
    assert all(0 <= (one.nights.check_in - at.date()).days < 7 for at, one in town.arrivals)


def test_run_gives_the_same_record_again(town):
    assert played(town, DEFAULT_POLICY) == played(town, DEFAULT_POLICY)


@pytest.mark.parametrize(
    "policy", POLICIES.values(), ids=[name.partition(",")[0] for name in POLICIES]
)
def test_run_never_places_two_in_one_night(town, policy):
    desk = ModelDesk(Setting(town.market), policy)
    asked, accepted, tell = [], [], desk.pop_events

    def overheard():
        told = tell()
        asked.extend(told.sent)
        accepted.extend(told.accepted)
        return told

    desk.pop_events = overheard
    record = Replay(town, desk, policy).run()

    demands = {one.reference: one for one in town.market.demands}
    taken = [(ask.supply, night) for ask in accepted for night in demands[ask.demand].nights.nights]
    assert len(taken) == len(set(taken))
    assert record.asks == len(asked)
    assert len(record.waits) == len(accepted) > 0
    assert {town.tempers[ask.supply] for ask in accepted} == {Temper.ANSWERS}


def test_run_houses_nobody_where_every_host_is_silent():
    homes = [a_home("H1"), a_home("H2")]

    record = played(a_town([a_request()], homes, Temper.SILENT), Policy(FOUR_HOURS))

    assert (record.waits, record.asks, record.within(24)) == ({}, 2, 0)
    assert (record.middle, record.quantile(0.5)) == (math.inf, math.inf)


def test_run_asks_no_silent_host_who_has_to_reconfirm():
    town = a_town([a_request()], [a_home()], Temper.SILENT)

    assert played(town, DEFAULT_POLICY).asks == 0


def test_record_counts_who_still_waits_among_all():
    hours = [timedelta(hours=number) for number in (1, 5, 30)]
    record = Record(
        waits=dict(zip(("R1", "R2", "R3"), hours, strict=True)), requests=4, asks=9, disturbed=1
    )

    assert (record.within(6), record.within(24), record.middle) == (50, 50, 5)
    assert [record.quantile(share) for share in (0.25, 0.5, 0.75, 0.9)] == [1, 5, 30, math.inf]
    assert record.asks_for_each == 3
