"""From hosting's rows to documents."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from core.values.dates import DateRange
from core.values.geo import Point
from hosting.calendars.models import CalendarPeriod, Hold, NightHold, SeatHold
from hosting.calendars.states import DayState
from hosting.offers.choices.lists import ExchangeMode, Facet, OfferKind
from hosting.offers.models.access import AccessSurvey
from hosting.offers.states import OfferState
from search.index.documents import FAR, FOREVER, Room, Seats
from search.index.documents.builder import documents_of
from search.index.documents.nights import free_spans, seasons
from tests.factories.accounts import UserFactory
from tests.factories.calendar_feeds import ForeignBlockFactory
from tests.factories.hosting import (
    ActivityFactory,
    CauseFactory,
    DeskFactory,
    InterestFactory,
    NeedFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_documents_of_tells_what_is_public_of_a_stay():
    stay = UnitFactory(sleeps=4, stay__title="Above the bakery", stay__party_max=6).stay

    (document,) = documents_of([stay.pk])

    assert document.kind == OfferKind.STAY
    assert (document.title, document.host) == ("Above the bakery", stay.host_id)
    assert document.point == Point(47.3, 1.102)
    assert document.rooms == (Room(4, (FAR,)),)
    assert (document.party_min, document.party_max) == (1, 4)
    assert (document.min_nights, document.max_nights) == (1, FOREVER)
    assert document.tags[Facet.COMMUNITY] == {stay.community.public_id}


def test_documents_of_never_tells_a_door():
    stay = UnitFactory().stay

    text = repr(documents_of([stay.pk]))

    for private in ("Canary", "blue gate", "47.292187", "1.100219", stay.host.email):
        assert private not in text


@pytest.mark.parametrize(
    "changes", [{"draft": True}, {"state": OfferState.PAUSED}, {"host__is_active": False}]
)
def test_documents_of_leaves_out_what_nobody_may_find(changes):
    shown, hidden = StayFactory(), StayFactory(**changes)

    assert [document.pk for document in documents_of([shown.pk, hidden.pk])] == [shown.pk]


def test_documents_of_takes_nights_out_that_are_held_or_closed():
    unit = UnitFactory()
    today = timezone.localdate()
    first, closed = today + timedelta(days=10), today + timedelta(days=20)
    hold = Hold.objects.create(unit=unit)
    for number in range(2):
        NightHold.objects.create(hold=hold, unit=unit, night=first + timedelta(days=number))
    CalendarPeriod.objects.create(
        unit=unit, state=DayState.CLOSED, check_in=closed, check_out=closed + timedelta(days=5)
    )
    CalendarPeriod.objects.create(  # asked about, but not taken
        unit=unit,
        state=DayState.ON_REQUEST,
        check_in=closed + timedelta(days=9),
        check_out=closed + timedelta(days=10),
    )

    (document,) = documents_of([unit.stay_id])

    assert document.rooms[0].spans == (
        DateRange(FAR.check_in, first),
        DateRange(first + timedelta(days=2), closed),
        DateRange(closed + timedelta(days=5), FAR.check_out),
    )


@pytest.mark.time_machine(datetime(2027, 4, 30, 9, tzinfo=UTC))  # a Friday
def test_documents_of_tells_a_workspace_free_while_half_a_day_is():
    desk = DeskFactory(workspace__equipment=["projector"], workspace__notice_days=2)
    monday = date(2027, 5, 3)
    hold = Hold.objects.create(unit=desk)
    for number, part in ((0, "am"), (1, "am"), (1, "pm")):
        night = monday + timedelta(days=number)
        NightHold.objects.create(hold=hold, unit=desk, night=night, part=part)
    closed = {"check_in": date(2027, 5, 6), "check_out": date(2027, 5, 10)}
    CalendarPeriod.objects.create(unit=desk, state=DayState.CLOSED, **closed)

    (document,) = documents_of([desk.workspace_id])

    assert (document.kind, document.tags[Facet.KIND]) == (OfferKind.WORKSPACE, {"workspace"})
    assert (document.party_max, document.notice_days, document.rooms) == (1, 2, ())
    assert document.seats[:3] == tuple(
        Seats(day, 1) for day in (monday, date(2027, 5, 5), date(2027, 5, 10))
    )
    assert [word in document.labels for word in ("Projector", "Workspace")] == [True, True]


@pytest.mark.time_machine(datetime(2027, 4, 30, 9, tzinfo=UTC))  # a Friday
def test_documents_of_leaves_out_days_of_a_desk_taken_elsewhere():
    desk = DeskFactory()
    ForeignBlockFactory(feed__unit=desk, start=date(2027, 4, 20), end=date(2027, 5, 5))

    (document,) = documents_of([desk.workspace_id])

    assert document.seats[0] == Seats(date(2027, 5, 5), 1)


def test_documents_of_knows_on_which_weekdays_a_workspace_is_open():
    desk = DeskFactory(workspace__weekdays=[5])
    DeskFactory(workspace=desk.workspace, sleeps=6)

    (document,) = documents_of([desk.workspace_id])

    assert {one.day.weekday() for one in document.seats} == {5}
    assert (document.party_max, {one.seats for one in document.seats}) == (6, {6})


def test_documents_of_counts_seats_that_are_left():
    activity = ActivityFactory()
    soon = timezone.now() + timedelta(days=3)
    session = SessionFactory(activity=activity, starts_at=soon, seats=8)
    full = SessionFactory(activity=activity, starts_at=soon + timedelta(days=1), seats=1)
    SessionFactory(activity=activity, starts_at=soon - timedelta(days=9))
    for number, taken in ((1, session), (1, full)):
        hold = Hold.objects.create(session=taken)
        SeatHold.objects.create(hold=hold, session=taken, number=number)

    (document,) = documents_of([activity.pk])

    assert document.seats == (Seats(timezone.localdate(soon), 7),)
    assert document.rooms == ()


@pytest.mark.parametrize(("zone", "day"), [("Europe/London", 12), ("Europe/Paris", 13)])
@time_machine.travel("2027-05-01T12:00:00+00:00")
def test_documents_of_dates_a_session_in_its_time_zone(zone, day):
    activity = ActivityFactory(place__locality__timezone=zone)
    SessionFactory(activity=activity, starts_at=datetime(2027, 6, 12, 22, 30, tzinfo=UTC))

    (document,) = documents_of([activity.pk])

    assert document.seats == (Seats(date(2027, 6, day), 8),)


def test_documents_of_opens_what_has_no_dates_in_its_season():
    tip = TipFactory(season_from=11, season_until=2, notice_days=5)

    (document,) = documents_of([tip.pk])

    year = timezone.localdate().year
    assert DateRange(date(year, 11, 1), date(year + 1, 3, 1)) in document.rooms[0].spans
    assert document.notice_days == 0
    assert document.party_max == 6


def test_documents_of_gathers_tags_and_their_names():
    host = UserFactory(languages=["fr", "nl"])
    stay = UnitFactory(stay__host=host, stay__place__host=host, stay__station_distance=3_000).stay
    stay.needs.add(NeedFactory(slug="kitchen", name_fr="Cuisine", name_en="Kitchen"))
    stay.interests.add(InterestFactory(slug="birds", name_fr="Oiseaux", name_en="Birds"))
    stay.causes.add(CauseFactory(slug="soil", name_fr="Sols", name_en="Soil"))
    stay.amenities = ["wifi", "garden"]
    stay.save()
    AccessSurvey.objects.create(offer=stay, entrance_steps=0, has_lift=True, has_quiet_room=False)
    RateFactory(offer=stay, mode=ExchangeMode.PAID, cash=True, ancv=True)
    RateFactory(offer=stay, mode=ExchangeMode.GIFT, transfer=True)

    (document,) = documents_of([stay.pk])

    assert {facet: set(values) for facet, values in document.tags.items()} == {
        Facet.KIND: {"stay"},
        Facet.MODE: {"paid", "gift"},
        Facet.MEANS: {"cash", "ancv"},
        Facet.AMENITY: {"wifi", "garden"},
        Facet.NEED: {"kitchen", "step-free", "lift"},
        Facet.INTEREST: {"birds"},
        Facet.CAUSE: {"soil"},
        Facet.LANGUAGE: {"fr", "nl"},
        Facet.STATION: {"5", "10"},
        Facet.COMMUNITY: {stay.community.public_id},
        Facet.AREA: {"fr", "fr-centre-val-de-loire", "fr-37"},
        Facet.RIVER: {"cher"},
    }
    words = ("Cuisine", "Kitchen", "Jardin", "Garden", "Oiseaux", "Birds", "Sols", "Soil")
    for word in (*words, "Room in someone’s home", "Chambre chez l’habitant", "Ascenseur"):
        assert word in document.labels


def test_documents_of_reads_as_often_for_three_as_for_one(count_queries):
    stays = [UnitFactory().stay for _number in range(3)]
    activities = [ActivityFactory() for _number in range(3)]

    two = count_queries(lambda: documents_of([stays[0].pk, activities[0].pk]))
    six = count_queries(lambda: documents_of([one.pk for one in (*stays, *activities)]))

    assert two == six == 10


def test_fingerprint_tells_contents_apart():
    unit = UnitFactory()
    (before,) = documents_of([unit.stay_id])
    (same,) = documents_of([unit.stay_id])
    unit.sleeps = 1
    unit.save()

    (after,) = documents_of([unit.stay_id])

    assert before.fingerprint == same.fingerprint != after.fingerprint


@pytest.mark.parametrize(
    ("months", "inside", "outside"),
    [
        ((5, 9), date(2027, 5, 1), date(2027, 4, 30)),
        ((5, 9), date(2027, 9, 30), date(2027, 10, 1)),
        ((11, 2), date(2028, 2, 29), date(2028, 3, 1)),
        ((11, 2), date(2026, 11, 1), date(2027, 10, 31)),
        ((12, 12), date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
@time_machine.travel("2027-04-03 10:00")
def test_seasons_hold_their_months(months, inside, outside):
    spans = seasons(*months)

    assert any(span.check_in <= inside < span.check_out for span in spans)
    assert not any(span.check_in <= outside < span.check_out for span in spans)


@pytest.mark.parametrize("months", [(1, 12), (4, 3)])
def test_seasons_of_a_whole_year_have_no_end(months):
    assert seasons(*months) == [FAR]


def test_free_spans_joins_overlapping_gaps():
    def day(number):
        return date(2027, 5, number)

    taken = [DateRange(day(4), day(8)), DateRange(day(2), day(5)), DateRange(day(28), day(31))]

    left = list(free_spans([DateRange(day(1), day(30))], taken))

    assert left == [DateRange(day(1), day(2)), DateRange(day(8), day(28))]


@time_machine.travel("2027-04-03 10:00")
def test_seats_stand_on_the_day_of_the_place():
    activity = ActivityFactory()
    late = datetime(2027, 6, 30, 22, 30, tzinfo=timezone.get_fixed_timezone(0))  # 0:30 in Paris
    SessionFactory(activity=activity, starts_at=late)

    (document,) = documents_of([activity.pk])

    assert document.seats[0].day == date(2027, 7, 1)
