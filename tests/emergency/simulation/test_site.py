"""The site behind the interface of a replay: the same questions as to the model, by real deeds."""

from contextlib import ExitStack
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction

from emergency.desk.selectors.invariants import broken_invariants
from emergency.housing.actions.requests import withdraw
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.simulation.clock import freeze_time, seeded_public_ids
from emergency.simulation.desks import Reply
from emergency.simulation.policies import ALWAYS, BY_DAY, DEFAULT_POLICY
from emergency.simulation.replay import Replay, Temper, Town
from emergency.simulation.scenario import LENT_ON, create_scenario
from emergency.simulation.site import SiteDesk
from emergency.simulation.site_actions import guest_of
from tests.emergency.matching.markets import NOW, a_home, a_market, a_request, at, nights

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
LATER = nights(4, 7)  # more than two days ahead: one host is asked


@pytest.fixture
def open_desk():
    """A desk over these people and homes, whose hosts have all confirmed; the clock stays held."""
    with ExitStack() as held:

        def begin(requests, homes, *, hours=ALWAYS, confirmed=True):
            town = a_town(requests, homes)
            clock = held.enter_context(freeze_time(LENT_ON))
            desk = SiteDesk(create_scenario(town, clock), clock, hours)
            for home in homes if confirmed else ():
                desk.confirm(home.reference, NOW - HOUR)
            return desk

        yield begin


def a_town(requests, homes, temper=Temper.ANSWERS):
    arrivals = tuple((NOW + number * HOUR, one) for number, one in enumerate(requests))
    tempers = {one.reference: temper for one in homes}
    return Town(a_market(requests, homes), arrivals, tempers, seed=1)


def near(*kilometres):
    return [a_home(f"H{number}", point=at(number)) for number in kilometres]


def pairs(asks):
    return [(ask.demand, ask.supply) for ask in asks]


def test_create_scenario_ends_with_all_homes_parked_and_each_host_asked(open_desk):
    desk = open_desk([a_request()], near(0, 2), confirmed=False)

    assert [offer.state for offer in HousingOffer.objects.all()] == ["parked", "parked"]
    assert desk.due() is None


def test_submit_verifies_and_asks_the_best_host_who_confirmed(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0, 2), confirmed=False)
    desk.confirm("H2", NOW - HOUR)

    desk.submit(request, NOW)

    [ask] = desk.pop_events().sent
    assert (ask.demand, ask.supply, ask.sent) == ("R1", "H2", desk.clock.moment)
    assert ask.expires == ask.sent + 8 * HOUR
    assert HousingRequest.objects.get().state == "proposed"
    assert desk.pop_events().sent == ()


def test_submit_asks_two_hosts_where_the_start_is_near(open_desk):
    request = a_request(nights=nights(1, 7))
    desk = open_desk([request], near(0, 2))

    desk.submit(request, NOW)

    assert pairs(desk.pop_events().sent) == [("R1", "H0"), ("R1", "H2")]


def test_decide_yes_houses_and_cancels_the_ask_of_the_other_host(open_desk):
    request = a_request(nights=nights(1, 7))
    desk = open_desk([request], near(0, 2))
    desk.submit(request, NOW)
    first, second = desk.pop_events().sent

    desk.reply(second, Reply.YES, NOW + HOUR)
    offered = desk.pop_events()
    desk.decide(second, agrees=True, now=NOW + 2 * HOUR)

    told = desk.pop_events()
    assert (offered.offered, offered.accepted) == ((second,), ())
    assert (told.accepted, pairs(told.cancelled)) == ((second,), pairs([first]))
    assert Placement.objects.get().proposal_id == second.number
    assert broken_invariants(desk.activation) == []


def test_decide_no_asks_the_next_host_and_decide_twice_changes_nothing(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0, 2))
    desk.submit(request, NOW)
    [ask] = desk.pop_events().sent
    desk.reply(ask, Reply.YES, NOW + HOUR)

    desk.decide(ask, agrees=False, now=NOW + 2 * HOUR)
    desk.decide(ask, agrees=True, now=NOW + 3 * HOUR)

    told = desk.pop_events()
    assert (pairs(told.sent), told.accepted) == ([("R1", "H2")], ())


def test_reply_no_goes_on_to_the_next_host_and_never_back(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0, 2))
    desk.submit(request, NOW)

    asked = []
    while sent := desk.pop_events().sent:
        asked += pairs(sent)
        desk.reply(sent[0], Reply.NO, NOW + len(asked) * HOUR)

    assert asked == [("R1", "H0"), ("R1", "H2")]


def test_reply_no_frees_the_home_for_whoever_went_without(open_desk):
    requests = [a_request("R1", nights=LATER), a_request("R2", nights=LATER)]
    desk = open_desk(requests, near(0))
    for request in requests:
        desk.submit(request, NOW)
    [ask] = desk.pop_events().sent

    desk.reply(ask, Reply.NO, NOW + HOUR)

    assert pairs(desk.pop_events().sent) == [("R2", "H0")]


def test_reply_gone_takes_the_home_away_and_asks_elsewhere(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0, 2))
    desk.submit(request, NOW)
    [ask] = desk.pop_events().sent

    desk.reply(ask, Reply.GONE, NOW + HOUR)
    desk.withdraw("H0", NOW + 2 * HOUR)

    assert pairs(desk.pop_events().sent) == [("R1", "H2")]
    assert HousingOffer.objects.filter(state="withdrawn").count() == 1


def test_tick_parks_silent_homes_and_a_late_yes_is_offered(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0))
    desk.submit(request, NOW)
    [ask] = desk.pop_events().sent

    due = desk.due()
    desk.tick(due)
    silent = desk.pop_events()
    desk.reply(ask, Reply.YES, NOW + 9 * HOUR)

    assert timedelta() <= due - ask.expires < timedelta(minutes=1)
    assert (silent.sent, silent.nudged) == ((), ("H0",))
    assert desk.pop_events().offered == (ask,)
    assert HousingOffer.objects.get().state == "live"


def test_reply_too_late_brings_the_home_back_for_whoever_goes_without(open_desk):
    first, other = a_request(nights=LATER), a_request("R2", nights=LATER)
    desk = open_desk([first, other], near(0))
    desk.submit(first, NOW)
    [ask] = desk.pop_events().sent
    desk.tick(desk.due())
    desk.submit(other, NOW + 8 * HOUR + HOUR / 2)  # nothing is free for them
    found = HousingRequest.objects.select_related("submission").earliest("pk")
    withdraw(request=found, by=guest_of(found))

    desk.reply(ask, Reply.YES, NOW + 9 * HOUR)

    assert pairs(desk.pop_events().sent) == [("R2", "H0")]


def test_reply_of_a_late_yes_lets_the_younger_ask_go(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0, 1, 2))
    desk.submit(request, NOW)
    [late] = desk.pop_events().sent
    desk.tick(desk.due())
    older, younger = desk.pop_events().sent

    desk.reply(late, Reply.YES, NOW + 9 * HOUR)

    told = desk.pop_events()
    assert (told.offered, told.cancelled) == ((late,), (younger,))
    assert older.number < younger.number


def test_tick_asks_after_two_days_and_parks_after_three(open_desk):
    desk = open_desk([a_request()], near(0))
    desk.pop_events()

    for hours, state in ((48, "live"), (72, "parked")):
        due = desk.due()
        desk.tick(due)

        late = due - (NOW - HOUR) - timedelta(hours=hours)
        assert timedelta() <= late <= timedelta(minutes=10)
        assert desk.pop_events().nudged == ("H0",)
        assert HousingOffer.objects.get().state == state


def test_submit_at_night_waits_for_the_morning(open_desk):
    request = a_request(nights=LATER)
    desk = open_desk([request], near(0), hours=BY_DAY)

    desk.submit(request, NOW + 14 * HOUR)
    at_night, due = desk.pop_events().sent, desk.due()
    desk.tick(due)

    assert (at_night, due) == ((), NOW + 24 * HOUR)
    assert pairs(desk.pop_events().sent) == [("R1", "H0")]


def played(town):
    """And taken back, so that it can be played again."""
    with transaction.atomic(), seeded_public_ids(Random(1)), freeze_time(LENT_ON) as clock:  # noqa: S311
        record = Replay(
            town, SiteDesk(create_scenario(town, clock), clock, ALWAYS), DEFAULT_POLICY
        ).run()
        doubles = Proposal.objects.filter(state="accepted").count() - Placement.objects.count()
        transaction.set_rollback(True)
    return record, doubles


def test_a_replay_over_the_site_gives_the_same_record_again():
    requests = [a_request(f"R{number}", nights=nights(number, 5)) for number in range(4)]
    town = a_town(requests, near(0, 1, 2, 3, 4, 5))

    record, doubles = played(town)

    assert len(record.waits) == len(record.found) == 4
    assert all(record.found[who] < record.waits[who] for who in record.waits)
    assert doubles == 0
    assert played(town) == (record, doubles)
