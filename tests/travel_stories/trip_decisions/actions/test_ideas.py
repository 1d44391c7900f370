"""Ideas: each member has one voice, and one idea becomes one step."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory
from tests.factories.travel_stories import SeatFactory, TripFactory, an_edit, an_idea
from travel_stories.collaboration.errors import ChangedMeanwhileError
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.actions.ideas import add_idea, change_idea, give_voice, take_idea
from travel_stories.trip_decisions.errors import TooManyCommentsError, TooManyIdeasError
from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import Idea, Voice
from travel_stories.trips.actions.account_closure import leave_trips
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.actions.parts import bring_back, take_out
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import remove_step
from travel_stories.trips.choices import MemberRole, StepKind
from travel_stories.trips.errors.plans import PartGoneError, UndoneTooLateError
from travel_stories.trips.errors.steps import DayOutsideError
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db


def said(idea):
    return dict(Voice.objects.filter(idea=idea).values_list("by__name", "opinion"))


def test_add_idea_puts_it_before_the_group_as_a_numbered_change():
    zoe = SeatFactory()

    idea = an_idea(zoe, words="On the Cher", link="https://example.org/")

    assert (idea.title, idea.by, idea.version) == ("Canoe", zoe, 1)
    told = Change.objects.values_list("number", "verb", "noun", "title")
    assert list(told) == [(1, "added", "idea", "Canoe")]


def test_add_idea_sent_twice_adds_one():
    zoe = SeatFactory()
    edit = an_edit(zoe)

    ideas = [add_idea(trip=zoe.trip, words={"title": "Canoe"}, edit=edit) for _ in range(2)]

    assert ideas[0] == ideas[1]
    assert Idea.objects.count() == Change.objects.count() == 1


def test_add_idea_refuses_more_than_a_trip_can_hold(monkeypatch):
    monkeypatch.setattr("travel_stories.trip_decisions.actions.ideas.MOST_IDEAS", 1)
    zoe = SeatFactory()
    an_idea(zoe)

    with pytest.raises(TooManyIdeasError):
        an_idea(zoe)


@pytest.mark.parametrize("state", [TripState.TRAVELLED, TripState.CANCELLED, TripState.DELETED])
def test_a_trip_that_is_over_decides_nothing(state):
    zoe = SeatFactory()
    idea = an_idea(zoe)
    Trip.objects.update(state=state)

    with pytest.raises(TripOverError):
        an_idea(zoe)
    with pytest.raises(TripOverError):
        give_voice(idea=idea, opinion="for", edit=an_edit(zoe))


def test_observers_read():
    idea = an_idea(SeatFactory())
    mamie = SeatFactory(trip=idea.trip, observer=True)

    with pytest.raises(PermissionDenied):
        an_idea(mamie)
    with pytest.raises(PermissionDenied):
        give_voice(idea=idea, opinion="for", edit=an_edit(mamie))
    with pytest.raises(PermissionDenied):
        add_comment(about=idea, words="Oh", edit=an_edit(mamie))


def test_an_idea_of_another_trip_is_out_of_reach():
    idea, stranger = an_idea(SeatFactory()), SeatFactory(organiser=True)

    for deed in (
        lambda: change_idea(idea=idea, words={"title": "Mine"}, edit=an_edit(stranger, idea)),
        lambda: give_voice(idea=idea, opinion="for", edit=an_edit(stranger)),
        lambda: take_idea(idea=idea, day=None, edit=an_edit(stranger)),
        lambda: take_out(part=idea, edit=an_edit(stranger, idea)),
    ):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(MemberRole.ORGANISER, True), (MemberRole.COMPANION, False), (MemberRole.PAYER, False)],
)
def test_change_idea_is_for_its_author_and_organisers(role, allowed):
    zoe = SeatFactory()
    idea = an_idea(zoe)
    other = SeatFactory(trip=zoe.trip, role=role)
    change_idea(idea=idea, words={"title": "Kayak"}, edit=an_edit(zoe, idea))
    idea.refresh_from_db()

    if not allowed:
        with pytest.raises(PermissionDenied):
            change_idea(idea=idea, words={"title": "Raft"}, edit=an_edit(other, idea))
    else:
        change_idea(idea=idea, words={"title": "Raft"}, edit=an_edit(other, idea))

    assert Idea.objects.get().title == ("Raft" if allowed else "Kayak")


def test_change_idea_refuses_what_was_written_on_an_older_one():
    zoe = SeatFactory()
    idea = an_idea(zoe)
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    change_idea(idea=idea, words={"title": "Kayak"}, edit=an_edit(zoe, idea))

    with pytest.raises(ChangedMeanwhileError):
        change_idea(idea=idea, words={"title": "Raft"}, edit=an_edit(camille, idea))


def test_give_voice_is_one_a_member_changeable_and_taken_back():
    zoe = SeatFactory(name="Zoé")
    idea = an_idea(zoe)
    samir = SeatFactory(trip=zoe.trip, name="Samir")

    give_voice(idea=idea, opinion="for", edit=an_edit(zoe))
    give_voice(idea=idea, opinion="against", edit=an_edit(zoe))
    give_voice(idea=idea, opinion="whatever", edit=an_edit(samir))
    voices = said(idea)
    give_voice(idea=idea, opinion="", edit=an_edit(samir))

    assert voices == {"Zoé": "against", "Samir": "whatever"}
    assert said(idea) == {"Zoé": "against", "Samir": ""}


def test_give_voice_sent_again_later_changes_nothing():
    zoe = SeatFactory(name="Zoé")
    idea = an_idea(zoe)
    first = an_edit(zoe)
    give_voice(idea=idea, opinion="for", edit=first)
    give_voice(idea=idea, opinion="against", edit=an_edit(zoe))

    give_voice(idea=idea, opinion="for", edit=first)

    assert said(idea) == {"Zoé": "against"}


def test_give_voice_can_be_undone():
    zoe = SeatFactory(name="Zoé")
    idea = an_idea(zoe)
    give_voice(idea=idea, opinion="for", edit=an_edit(zoe))
    give_voice(idea=idea, opinion="against", edit=an_edit(zoe))

    undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)
    once = said(idea)
    undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)

    assert (once, said(idea)) == ({"Zoé": "for"}, {"Zoé": ""})


def test_whoever_leaves_takes_their_voice_along():
    zoe = SeatFactory(name="Zoé")
    idea = an_idea(zoe)
    SeatFactory(trip=zoe.trip, organiser=True)
    samir = SeatFactory(trip=zoe.trip, name="Samir")
    ada = SeatFactory(trip=zoe.trip, name="Ada")
    for seat in (samir, ada):
        give_voice(idea=idea, opinion="for", edit=an_edit(seat))

    leave_trip(trip=zoe.trip, by=samir)
    leave_trips(ada.person)

    assert list(Voice.objects.values_list("opinion", flat=True)) == ["", ""]


def test_take_out_hides_an_idea_and_bring_back_shows_it_with_its_voices():
    zoe = SeatFactory(name="Zoé")
    idea = an_idea(zoe)
    give_voice(idea=idea, opinion="for", edit=an_edit(zoe))

    removed = take_out(part=idea, edit=an_edit(zoe, idea))
    with pytest.raises(PartGoneError):
        give_voice(idea=idea, opinion="against", edit=an_edit(zoe))
    gone = list(Idea.objects.present())
    bring_back(part=removed, edit=an_edit(zoe))

    assert gone == []
    assert list(Idea.objects.present()) == [idea]
    assert said(idea) == {"Zoé": "for"}


def test_what_was_brought_back_is_out_again_after_an_undo():
    zoe = SeatFactory()
    idea = an_idea(zoe)
    removed = take_out(part=idea, edit=an_edit(zoe, idea))
    bring_back(part=removed, edit=an_edit(zoe))

    undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)

    assert not Idea.objects.get().is_present


def test_undo_of_an_idea_that_somebody_changed_since_comes_too_late():
    zoe = SeatFactory()
    idea = an_idea(zoe)
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    change_idea(idea=idea, words={"title": "Raft"}, edit=an_edit(camille, idea))

    with pytest.raises(UndoneTooLateError):
        undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)


def test_take_idea_makes_one_step_that_knows_place_offer_and_link():
    camille = SeatFactory(organiser=True)
    tours, stay = LocalityFactory(name="Tours"), StayFactory()
    idea = an_idea(
        camille,
        words="By boat",
        link="https://example.org/",
        locality=tours,
        offer=stay,
        spot="Quay",
    )

    step = take_idea(idea=idea, day=2, edit=an_edit(camille))
    again = take_idea(idea=idea, day=3, edit=an_edit(camille))

    assert again == step
    assert Step.objects.count() == 1
    assert (step.title, step.day, step.kind) == ("Canoe", 2, StepKind.OFFER)
    assert (step.locality, step.offer_id, step.spot) == (tours, stay.pk, "Quay")
    assert step.words == "By boat\nhttps://example.org/"
    assert Idea.objects.get().planned == step


def test_take_idea_makes_a_new_step_once_the_first_is_out_of_the_plan():
    camille = SeatFactory(organiser=True)
    idea = an_idea(camille)
    step = take_idea(idea=idea, day=None, edit=an_edit(camille))
    remove_step(step=step, edit=an_edit(camille, step))
    idea = Idea.objects.get()
    planned = idea.planned

    again = take_idea(idea=idea, day=None, edit=an_edit(camille))

    assert planned is None
    assert again != step
    assert Idea.objects.get().planned == again


def test_take_idea_is_for_organisers_and_for_days_of_the_trip():
    camille = SeatFactory(organiser=True)
    zoe = SeatFactory(trip=camille.trip)
    idea = an_idea(zoe)

    with pytest.raises(PermissionDenied):
        take_idea(idea=idea, day=None, edit=an_edit(zoe))
    for day in (0, -1, 6):
        with pytest.raises(DayOutsideError):
            take_idea(idea=idea, day=day, edit=an_edit(camille))
    assert not Step.objects.exists()


def test_add_comment_speaks_of_one_thing_once():
    zoe = SeatFactory()
    idea, edit = an_idea(zoe), an_edit(zoe)

    for _ in range(2):
        add_comment(about=idea, words="With children?", edit=edit)

    comment = Comment.objects.get()
    assert (comment.about, comment.words) == (idea, "With children?")
    assert Change.objects.last().title == "Canoe"


def test_add_comment_refuses_what_is_gone_and_too_much(monkeypatch):
    zoe = SeatFactory()
    idea = an_idea(zoe)
    add_comment(about=idea, words="One", edit=an_edit(zoe))
    monkeypatch.setattr("travel_stories.trip_decisions.actions.discussions.MOST_COMMENTS", 1)

    with pytest.raises(TooManyCommentsError):
        add_comment(about=idea, words="Two", edit=an_edit(zoe))
    take_out(part=idea, edit=an_edit(zoe, idea))
    with pytest.raises(PartGoneError):
        add_comment(about=idea, words="Three", edit=an_edit(zoe))


def test_a_comment_is_taken_out_by_whoever_wrote_it_or_by_an_organiser():
    zoe = SeatFactory()
    idea = an_idea(zoe)
    comments = [add_comment(about=idea, words="Hm", edit=an_edit(zoe)) for _ in range(2)]
    samir = SeatFactory(trip=zoe.trip)
    camille = SeatFactory(trip=zoe.trip, organiser=True)

    with pytest.raises(PermissionDenied):
        take_out(part=comments[0], edit=an_edit(samir, comments[0]))
    for seat, comment in zip((zoe, camille), comments, strict=True):
        take_out(part=comment, edit=an_edit(seat, comment))

    assert not Comment.objects.present().exists()


def test_seats_given_back_say_nothing_more():
    trip = TripFactory()
    idea = an_idea(SeatFactory(trip=trip))
    gone = SeatFactory(trip=trip, left=True)

    with pytest.raises(PermissionDenied):
        give_voice(idea=idea, opinion="for", edit=an_edit(gone))
