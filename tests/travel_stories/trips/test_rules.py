"""Role by deed: the whole table."""

import pytest

from tests.factories.stories import AuthorFactory, StoryFactory
from tests.factories.travel_stories import SeatFactory, TripFactory
from travel_stories.stories.choices import AuthorRole
from travel_stories.trip_decisions.models.deciding import Idea
from travel_stories.trips.choices import MemberRole

pytestmark = pytest.mark.django_db

EVERYBODY = set(MemberRole)
PLANNERS = {MemberRole.ORGANISER, MemberRole.COMPANION, MemberRole.CHAPERONE}
TABLE = {
    "trips.see_trip": EVERYBODY,
    "trips.leave_trip": EVERYBODY,
    "trips.undo_change": PLANNERS | {MemberRole.PAYER},
    "trips.change_itinerary": PLANNERS,
    "trip_decisions.decide": PLANNERS | {MemberRole.PAYER},
    "notebooks.add_document": PLANNERS | {MemberRole.PAYER},
    "trip_decisions.take_up": {MemberRole.ORGANISER},
    "trips.tell_trip": PLANNERS | {MemberRole.PAYER},
    "trip_expenses.change_money": PLANNERS | {MemberRole.PAYER},
    "trip_lists.change_lists": PLANNERS | {MemberRole.PAYER},
    "trips.change_trip": {MemberRole.ORGANISER},
    "trips.open_trip": {MemberRole.ORGANISER},
    "trips.invite": {MemberRole.ORGANISER},
    "trips.change_member": {MemberRole.ORGANISER},
    "trips.delete_trip": {MemberRole.ORGANISER},
    "trip_requests.ask_hosts": {MemberRole.ORGANISER},
    "trip_requests.attach_request": PLANNERS,
    "trips.complete_trip": set(),
    "trip_decisions.close_overdue_poll": set(),
    "notebooks.forget_document": set(),
    "trips.forget_trip": set(),
}
STORY_TABLE = {
    "stories.see_draft": set(AuthorRole),
    "stories.write_story": {AuthorRole.LEAD, AuthorRole.WRITER},
    "stories.lead_story": {AuthorRole.LEAD},
    "stories.forget_story": set(),
}

OWN = (
    pytest.param("trip_decisions.change_idea", id="trip-decisions-change"),
    pytest.param("trip_decisions.change_poll", id="decisions-change-poll"),
    "trip_decisions.close_poll",
    pytest.param("trip_decisions.remove_comment", id="trip-decisions-remove"),
    "notebooks.remove_document",
)


@pytest.mark.parametrize("permission", TABLE)
def test_each_role_has_its_permissions(permission):
    trip = TripFactory()

    allowed = {
        role for role in MemberRole if SeatFactory(trip=trip, role=role).has_perm(permission, trip)
    }

    assert allowed == TABLE[permission]


@pytest.mark.parametrize("permission", TABLE)
def test_foreign_or_left_seat_is_denied(permission):
    trip = TripFactory()

    for seat in (SeatFactory(organiser=True), SeatFactory(trip=trip, organiser=True, left=True)):
        assert not seat.has_perm(permission, trip)


@pytest.mark.parametrize("permission", STORY_TABLE)
def test_each_author_may_what_the_table_says(permission):
    story = StoryFactory()

    allowed = {
        role
        for role in AuthorRole
        if AuthorFactory(story=story, role=role).has_perm(permission, story)
    }

    assert allowed == STORY_TABLE[permission]


@pytest.mark.parametrize("permission", STORY_TABLE)
def test_a_foreign_or_left_author_may_nothing(permission):
    story = StoryFactory()

    for author in (AuthorFactory(lead=True), AuthorFactory(story=story, lead=True, left=True)):
        assert not author.has_perm(permission, story)


@pytest.mark.parametrize("permission", OWN)
def test_ones_own_is_for_oneself_and_organisers(permission):
    trip = TripFactory()

    def may(seat, part):
        return seat.has_perm(permission, part)

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
