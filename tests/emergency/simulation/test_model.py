"""The desk in memory: windows, silence, two hosts at once, and never two asks for one night."""

from dataclasses import replace
from datetime import timedelta

import pytest

from emergency.matching.plans import Setting
from emergency.simulation.desks import Reply
from emergency.simulation.model import ModelDesk
from emergency.simulation.policies import BY_DAY, Policy
from tests.emergency.matching.markets import NOW, a_home, a_market, a_request, at, nights

FOUR_HOURS = timedelta(hours=4)
ONE = Policy(FOUR_HOURS)
TWO = Policy(FOUR_HOURS, parallel=2)


def a_desk(policy, requests, homes, *, at_once=True):
    """With all requests submitted, unless the test does so itself."""
    desk = ModelDesk(Setting(a_market(requests, homes)), policy)
    for request in requests if at_once else ():
        desk.submit(request, NOW)
    return desk


def pairs(asks):
    return [(ask.demand, ask.supply) for ask in asks]


def near(*kilometres):
    return [a_home(f"H{number}", point=at(number)) for number in kilometres]


def test_submit_asks_the_best_host_and_holds_the_home():
    first, second = a_request("R1"), a_request("R2")

    desk = a_desk(ONE, [first, second], near(1, 2))

    told = desk.pop_events()
    assert pairs(told.sent) == [("R1", "H1"), ("R2", "H2")]
    assert [ask.expires for ask in told.sent] == [NOW + FOUR_HOURS] * 2
    assert desk.pop_events().sent == ()


def test_reply_yes_houses_and_tells_the_other_host_that_it_was_for_nothing():
    desk = a_desk(TWO, [a_request()], near(1, 2))
    first, second = desk.pop_events().sent

    desk.reply(second, Reply.YES, NOW)

    told = desk.pop_events()
    assert (told.accepted, told.cancelled, told.sent) == ((second,), (first,), ())
    assert desk.due() is None


@pytest.mark.parametrize("lose", ["no", "silence"])
def test_two_hosts_are_asked_after_one_in_vain(lose):
    desk = a_desk(replace(ONE, soon=TWO), [a_request(nights=nights(10, 15))], near(1, 2, 3))
    [ask] = desk.pop_events().sent

    if lose == "no":
        desk.reply(ask, Reply.NO, NOW)
    else:
        desk.tick(ask.expires)

    assert pairs(desk.pop_events().sent) == [("R1", "H2"), ("R1", "H3")]


def test_reply_no_goes_on_to_the_next_host_and_never_back():
    desk = a_desk(ONE, [a_request()], near(1, 2))

    asked = []
    while sent := desk.pop_events().sent:
        asked += pairs(sent)
        desk.reply(sent[0], Reply.NO, NOW)

    assert asked == [("R1", "H1"), ("R1", "H2")]


def test_reply_no_frees_the_home_for_whoever_went_without():
    desk = a_desk(ONE, [a_request("R1", urgency=1), a_request("R2")], near(1))
    [ask] = desk.pop_events().sent

    desk.reply(ask, Reply.NO, NOW)

    assert pairs(desk.pop_events().sent) == [("R2", "H1")]


def test_reply_gone_takes_the_home_away_from_everybody():
    desk = a_desk(ONE, [a_request("R1", urgency=1), a_request("R2")], near(1))
    [ask] = desk.pop_events().sent

    desk.reply(ask, Reply.GONE, NOW)

    assert desk.pop_events().sent == ()


def test_tick_parks_the_silent_and_asks_the_next_host():
    desk = a_desk(ONE, [a_request("R1", urgency=1), a_request("R2")], near(1))
    desk.pop_events()

    desk.tick(desk.due())

    assert desk.pop_events().sent == ()


def test_tick_leaves_the_silent_in_play_where_the_policy_does():
    requests = [a_request("R1", urgency=1), a_request("R2")]
    desk = a_desk(Policy(FOUR_HOURS, parks=False), requests, near(1))
    desk.pop_events()

    desk.tick(desk.due())

    assert pairs(desk.pop_events().sent) == [("R2", "H1")]


def test_tick_before_the_window_closes_changes_nothing():
    desk = a_desk(ONE, [a_request()], near(1, 2))
    desk.pop_events()

    desk.tick(NOW + FOUR_HOURS - timedelta(seconds=1))

    assert desk.pop_events().sent == ()
    assert desk.due() == NOW + FOUR_HOURS


def test_reply_late_revives_the_home():
    desk = a_desk(ONE, [a_request()], near(1))
    [ask] = desk.pop_events().sent
    desk.tick(desk.due())

    desk.reply(ask, Reply.YES, NOW + timedelta(hours=9))

    assert pairs(desk.pop_events().sent) == [("R1", "H1")]


def test_reply_late_houses_if_policy_and_free_nights_allow():
    late_counts = replace(ONE, late_counts=True)
    desk = a_desk(late_counts, [a_request("R1")], near(1))
    [late] = desk.pop_events().sent
    desk.tick(late.expires)

    desk.reply(late, Reply.YES, late.expires + FOUR_HOURS)

    told = desk.pop_events()
    assert (told.accepted, told.sent) == ((late,), ())


def test_reply_late_houses_nobody_whose_nights_were_given_meanwhile():
    late_counts = replace(ONE, late_counts=True, parks=False)
    first, second = a_request("R1"), a_request("R2")
    desk = a_desk(late_counts, [first, second], near(1), at_once=False)
    desk.submit(first, NOW)
    [late] = desk.pop_events().sent
    desk.tick(late.expires)
    desk.submit(second, late.expires)
    [held] = desk.pop_events().sent

    desk.reply(late, Reply.YES, late.expires + FOUR_HOURS)

    assert held.demand == "R2"
    assert desk.pop_events().accepted == ()


def test_reply_to_a_cancelled_ask_houses_nobody_twice():
    desk = a_desk(TWO, [a_request()], near(1, 2))
    first, second = desk.pop_events().sent
    desk.reply(first, Reply.YES, NOW)
    desk.pop_events()

    desk.reply(second, Reply.YES, NOW)

    told = desk.pop_events()
    assert (told.accepted, told.sent) == ((), ())


def test_desk_never_has_two_open_asks_for_one_night_of_a_home():
    requests = [
        a_request("R1", nights=nights(0, 5), urgency=2),
        a_request("R2", nights=nights(4, 5), urgency=1),
        a_request("R3", nights=nights(6, 5)),
    ]

    desk = a_desk(ONE, requests, near(1))

    assert pairs(desk.pop_events().sent) == [("R1", "H1"), ("R3", "H1")]


def test_confirm_opens_a_home_where_only_reconfirmed_ones_are_asked_for():
    request = a_request()
    desk = a_desk(Policy(FOUR_HOURS, reconfirmed=True), [request], near(1, 2))
    before = desk.pop_events().sent

    desk.confirm("H2", NOW)
    desk.withdraw("H2", NOW)

    assert (before, pairs(desk.pop_events().sent)) == ((), [("R1", "H2")])


def test_submit_in_a_batch_waits_for_its_hour():
    policy = Policy(FOUR_HOURS, batch=timedelta(hours=6))
    desk = a_desk(policy, [a_request()], near(1))
    before = desk.pop_events().sent

    due = desk.due()
    desk.tick(due)

    assert (before, due) == ((), NOW + timedelta(hours=4))  # it is eight: twelve is next
    assert pairs(desk.pop_events().sent) == [("R1", "H1")]


def test_submit_at_night_waits_for_the_morning():
    desk = a_desk(Policy(FOUR_HOURS, hours=BY_DAY), [a_request()], near(1), at_once=False)
    evening = NOW + timedelta(hours=14)

    desk.submit(a_request(), evening)
    due = desk.due()
    desk.tick(due)

    [ask] = desk.pop_events().sent
    assert (due, ask.expires) == (NOW + timedelta(hours=24), NOW + timedelta(hours=28))
