"""Role by deed: the whole table."""

import pytest

from tests.factories.stories import AuthorFactory, StoryFactory
from tests.factories.travel_stories import SeatFactory, TripFactory
from travel_stories.enums.stories import AuthorRole
from travel_stories.enums.trips import MemberRole
from travel_stories.models.deciding import Idea

pytestmark = pytest.mark.django_db

EVERYBODY = set(MemberRole)
PLANNERS = {MemberRole.ORGANISER, MemberRole.COMPANION, MemberRole.CHAPERONE}
TABLE = {
    "see_trip": EVERYBODY,
    "leave_trip": EVERYBODY,
    "undo_change": PLANNERS | {MemberRole.PAYER},
    "change_itinerary": PLANNERS,
    "decide": PLANNERS | {MemberRole.PAYER},
    "add_document": PLANNERS | {MemberRole.PAYER},
    "take_up": {MemberRole.ORGANISER},
    "tell_trip": PLANNERS | {MemberRole.PAYER},
    "change_money": PLANNERS | {MemberRole.PAYER},
    "change_lists": PLANNERS | {MemberRole.PAYER},
    "change_trip": {MemberRole.ORGANISER},
    "open_trip": {MemberRole.ORGANISER},
    "invite": {MemberRole.ORGANISER},
    "change_member": {MemberRole.ORGANISER},
    "delete_trip": {MemberRole.ORGANISER},
    "ask_hosts": {MemberRole.ORGANISER},
    "attach_request": PLANNERS,
    "complete_trip": set(),
    "close_overdue_poll": set(),
    "forget_document": set(),
    "forget_trip": set(),
}
STORY_TABLE = {
    "see_draft": set(AuthorRole),
    "write_story": {AuthorRole.LEAD, AuthorRole.WRITER},
    "lead_story": {AuthorRole.LEAD},
    "forget_story": set(),
}

OWN = ("change_idea", "change_poll", "close_poll", "remove_comment", "remove_document")


@pytest.mark.parametrize("permission", TABLE)
def test_each_role_may_what_the_table_says(permission):
    trip = TripFactory()

    allowed = {
        role
        for role in MemberRole
        if SeatFactory(trip=trip, role=role).has_perm(f"travel_stories.{permission}", trip)
    }

    assert allowed == TABLE[permission]


@pytest.mark.parametrize("permission", TABLE)
def test_a_seat_elsewhere_or_given_back_may_nothing(permission):
    trip = TripFactory()

    for seat in (SeatFactory(organiser=True), SeatFactory(trip=trip, organiser=True, left=True)):
        assert not seat.has_perm(f"travel_stories.{permission}", trip)


@pytest.mark.parametrize("permission", STORY_TABLE)
def test_each_author_may_what_the_table_says(permission):
    story = StoryFactory()

    allowed = {
        role
        for role in AuthorRole
        if AuthorFactory(story=story, role=role).has_perm(f"travel_stories.{permission}", story)
    }

    assert allowed == STORY_TABLE[permission]


@pytest.mark.parametrize("permission", STORY_TABLE)
def test_an_author_elsewhere_or_one_who_left_may_nothing(permission):
    story = StoryFactory()

    for author in (AuthorFactory(lead=True), AuthorFactory(story=story, lead=True, left=True)):
        assert not author.has_perm(f"travel_stories.{permission}", story)


@pytest.mark.parametrize("permission", OWN)
def test_ones_own_is_ones_own_while_one_decides_and_an_organisers_always(permission):
    trip = TripFactory()

    def may(seat, part):
        return seat.has_perm(f"travel_stories.{permission}", part)

    own, others = {}, {}
    for role in MemberRole:
        seat = SeatFactory(trip=trip, role=role)
        own[role] = may(seat, Idea(trip=trip, by=seat))
        others[role] = may(seat, Idea(trip=trip, by=SeatFactory(trip=trip)))

    deciding = PLANNERS | {MemberRole.PAYER}
    assert {role for role in own if own[role]} == deciding
    assert {role for role in others if others[role]} == {MemberRole.ORGANISER}
    for seat in (SeatFactory(organiser=True), SeatFactory(trip=trip, organiser=True, left=True)):
        assert not may(seat, Idea(trip=trip, by=seat))
