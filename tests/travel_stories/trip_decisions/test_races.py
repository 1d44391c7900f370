"""Rivals when a group decides: every vote counts once, one closing counts, one step comes of it."""

import pytest

from tests.factories.travel_stories import (
    SeatFactory,
    TripFactory,
    a_poll,
    a_vote,
    an_edit,
    an_idea,
)
from tests.rivals import at_once
from travel_stories.collaboration.choices import Verb
from travel_stories.trip_decisions.actions.ballots import take_option
from travel_stories.trip_decisions.actions.ideas import give_voice, take_idea
from travel_stories.trip_decisions.actions.polls import close_poll
from travel_stories.trip_decisions.errors import PollClosedError
from travel_stories.trip_decisions.models.deciding import Ballot, Idea, Poll, Voice
from travel_stories.trip_decisions.selectors.results import results_of
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_members_vote_at_once_and_every_ballot_counts():
    trip = TripFactory()
    seats = [SeatFactory(trip=trip) for _ in range(10)]
    poll = a_poll(seats[0], "Loches", "Tours")

    at_once(*(lambda s=seat, n=n: a_vote(s, poll, 1 + n % 2) for n, seat in enumerate(seats)))

    (result,) = results_of([Poll.objects.get()])
    assert [line.approvals for line in result.lines] == [5, 5]
    assert Ballot.objects.count() == 10
    numbers = list(Change.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 12))


def test_one_member_who_votes_on_five_devices_at_once_has_one_ballot():
    zoe = SeatFactory()
    poll = a_poll(zoe, "Loches", "Tours")

    at_once(*(lambda n=n: a_vote(zoe, poll, 1 + n % 2) for n in range(5)))

    assert Ballot.objects.get().options.count() == 1


def test_one_member_has_one_voice_however_often_they_press():
    zoe = SeatFactory()
    idea = an_idea(zoe)

    at_once(*(lambda: give_voice(idea=idea, opinion="for", edit=an_edit(zoe)) for _ in range(5)))

    assert Voice.objects.get().opinion == "for"


def test_two_who_close_at_once_close_it_once():
    zoe = SeatFactory()
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    poll = a_poll(zoe, "Loches", "Tours")

    polls = at_once(
        *(lambda s=seat: close_poll(poll=poll, edit=an_edit(s)) for seat in (zoe, camille) * 3)
    )

    assert len({poll.closed_at for poll in polls}) == 1
    assert Change.objects.filter(verb=Verb.CLOSED).count() == 1


def test_a_vote_during_the_closing_counts_or_is_refused():
    zoe = SeatFactory()
    seats = [SeatFactory(trip=zoe.trip) for _ in range(6)]
    poll = a_poll(zoe, "Loches", "Tours")
    votes = [lambda s=seat: a_vote(s, poll, 1) for seat in seats]

    _closed, *cast = at_once(lambda: close_poll(poll=poll, edit=an_edit(zoe)), *votes)

    refused = [one for one in cast if isinstance(one, PollClosedError)]
    counted = [one for one in cast if isinstance(one, Ballot)]
    (result,) = results_of([Poll.objects.get()])
    assert len(refused) + len(counted) == 6
    assert len(result.voters) == len(counted)
    end = Change.objects.get(verb=Verb.CLOSED).number
    assert not Change.objects.filter(noun="ballot", number__gt=end).exists()


def test_two_organisers_put_one_idea_into_the_plan_once():
    trip = TripFactory()
    seats = [SeatFactory(trip=trip, organiser=True) for _ in range(4)]
    idea = an_idea(seats[0])

    at_once(*(lambda s=s: take_idea(idea=idea, day=None, edit=an_edit(s)) for s in seats))

    assert Step.objects.get() == Idea.objects.get().step


def test_two_organisers_put_one_result_into_the_plan_once():
    trip = TripFactory()
    seats = [SeatFactory(trip=trip, organiser=True) for _ in range(4)]
    poll = a_poll(seats[0], "Loches", "Tours")
    a_vote(seats[0], poll, 1)
    close_poll(poll=poll, edit=an_edit(seats[0]))
    option = poll.options.get(place=1)

    at_once(*(lambda s=s: take_option(option=option, day=None, edit=an_edit(s)) for s in seats))

    assert Step.objects.count() == 1
