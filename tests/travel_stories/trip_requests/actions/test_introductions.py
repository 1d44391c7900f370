"""Members agree to be shown to the hosts of their trip, and take it back; a group says its kind."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.privacy.models import ConsentRecord
from commons.privacy.personal_data import export_of
from hosting.requests.actions.requests import decline_request
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import RequestFactory, UnitFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory, an_edit
from travel_stories.trip_requests.actions.introductions import (
    introduce_member,
    withdraw_introduction,
)
from travel_stories.trip_requests.actions.requests import ask_host
from travel_stories.trip_requests.errors.introductions import SeatLeftError
from travel_stories.trip_requests.models.introductions import Introduction
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords, TripRequest
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.actions.trips import delete_trip
from travel_stories.trips.models.steps import Step
from travel_stories.trips.selectors.nights import dates_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]


def ask(trip, words):
    """The trip asks for two nights; what its organiser says goes along."""
    stay = UnitFactory().stay
    made = StepFactory(trip=trip, by=None, kind="offer", offer=stay, title="Mill", nights=2)
    step = Step.objects.select_related("offer", "request", "session", "trip").get(pk=made.pk)
    terms = RequestTerms(step=step, adults=4, seen=dates_of(step))
    seat = SeatFactory(trip=trip, organiser=True)
    return ask_host(terms=terms, words=words, edit=an_edit(seat)).request


@pytest.fixture
def zoe():
    return SeatFactory(trip=TripFactory(kind="works_council"), name="Zoé")


@pytest.fixture
def request_of_trip(zoe):
    """Open, of the trip of Zoé; no action sent it."""
    asked = RequestFactory(group_kind="works_council")
    step = StepFactory(trip=zoe.trip)
    TripRequest.objects.create(trip=zoe.trip, step=step, request=asked, by=zoe)
    return asked


def shown(request):
    rows = Introduction.objects.for_host(Request.objects.get(pk=request.pk), request.host)
    return [(row.seat.name, row.words) for row in rows]


@pytest.mark.parametrize(
    ("kind", "group"), [("works_council", "works_council"), ("family", "family"), ("alone", "")]
)
def test_ask_host_says_which_group_asks(kind, group):
    trip = TripFactory(kind=kind)

    asked = ask(trip, RequestWords("May we?", reason="training"))

    assert (asked.group_kind, asked.reason) == (group, "training")


def test_nobody_is_shown_who_has_not_agreed(zoe, request_of_trip):
    SeatFactory(trip=zoe.trip)

    assert shown(request_of_trip) == []

    introduce_member(words="I draw birds.", by=zoe)
    introduce_member(words="I draw owls.", by=zoe)

    assert shown(request_of_trip) == [("Zoé", "I draw owls.")]
    assert AuditEntry.objects.filter(verb="trip.member_introduced").count() == 1
    (consent,) = ConsentRecord.objects.filter(person=zoe.person)
    assert (consent.purpose, consent.withdrawn_at) == ("trips.introduction", None)


def test_withdraw_introduction_hides_the_member_in_open_requests(zoe, request_of_trip):
    introduce_member(words="I draw birds.", by=zoe)

    withdraw_introduction(by=zoe)
    withdraw_introduction(by=zoe)

    assert shown(request_of_trip) == []
    assert AuditEntry.objects.filter(verb="trip.introduction_withdrawn").count() == 1
    assert ConsentRecord.objects.get(person=zoe.person).withdrawn_at is not None


@pytest.mark.parametrize("end", ["left", "deleted", "closed", "declined", "forgotten"])
def test_introduction_ends_with_seat_trip_account_or_request(end, zoe, request_of_trip):
    organiser = SeatFactory(trip=zoe.trip, organiser=True)
    introduce_member(words="I draw birds.", by=zoe)
    endings = {
        "left": lambda: leave_trip(trip=zoe.trip, by=zoe),
        "deleted": lambda: delete_trip(trip=zoe.trip, by=organiser),
        "closed": lambda: close_account(person=zoe.person, by=zoe.person),
        "declined": lambda: decline_request(request=request_of_trip, by=request_of_trip.host),
        "forgotten": lambda: Request.objects.update(group_kind=""),
    }

    endings[end]()

    assert shown(request_of_trip) == []
    assert Introduction.objects.exists() == (end in {"deleted", "declined", "forgotten"})


@pytest.mark.parametrize("blocks", ["host", "member"])
def test_nobody_is_shown_across_a_block(blocks, zoe, request_of_trip):
    introduce_member(words="I draw birds.", by=zoe)
    sides = {"host": request_of_trip.host, "member": zoe.person}
    blocker = sides.pop(blocks)

    block_person(person=next(iter(sides.values())), by=blocker)

    assert shown(request_of_trip) == []


def test_introduce_member_is_refused_without_an_account_or_a_seat(zoe):
    guest = SeatFactory(trip=zoe.trip, guest=True)
    elsewhere = SeatFactory()
    SeatFactory(trip=zoe.trip, organiser=True)

    with pytest.raises(PermissionDenied):
        introduce_member(words="", by=guest)
    elsewhere.left_at = elsewhere.joined_at
    with pytest.raises(PermissionDenied):
        introduce_member(words="", by=elsewhere)

    leave_trip(trip=zoe.trip, by=type(zoe).objects.get(pk=zoe.pk))
    with pytest.raises(SeatLeftError):
        introduce_member(words="", by=zoe)  # it was on the trip when the page was read
    assert list(Introduction.objects.all()) == []


def test_export_holds_the_words_of_its_person_alone(zoe):
    other = SeatFactory(trip=zoe.trip)
    introduce_member(words="I draw birds.", by=zoe)

    mine, others = (export_of(seat.person)["trips"]["shown_to_hosts"] for seat in (zoe, other))

    assert [row["words"] for row in mine] == ["I draw birds."]
    assert others == []


def test_a_group_that_is_over_shows_nobody(zoe, request_of_trip):
    introduce_member(words="I draw birds.", by=zoe)
    Request.objects.update(state=RequestState.AGREED)
    agreed = shown(request_of_trip)

    Request.objects.update(state=RequestState.COMPLETED)

    assert (agreed, shown(request_of_trip)) == ([("Zoé", "I draw birds.")], [])


def test_a_stranger_has_no_introduction_to_take_back(zoe):
    introduce_member(words="", by=zoe)
    stranger = SeatFactory(person=UserFactory())

    withdraw_introduction(by=stranger)

    assert Introduction.objects.get().seat == zoe
