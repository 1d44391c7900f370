"""A GPX file gives a leg its way: read, drawn, removed, undone, and refused."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.core.files.test_gpx import BOMB, a_file, a_straight_way
from tests.factories.geography import LocalityFactory
from tests.factories.travel_stories import SeatFactory, StepFactory
from travel_stories.notebooks.exports.trip_export import export_of_trip
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.routes import upload_route
from travel_stories.trips.choices import MemberRole, StepKind
from travel_stories.trips.exports import gpx_of
from travel_stories.trips.models.routes import Route
from travel_stories.trips.models.steps import Step
from travel_stories.trips.selectors.plans import itinerary_of
from travel_stories.trips.selectors.roads import road_of

pytestmark = pytest.mark.django_db

WAY = a_file(a_straight_way(5_000)).getvalue()


@pytest.fixture
def zoe(client):
    seat = SeatFactory()
    client.force_login(seat.person)
    return seat


def send(client, seat, content=WAY, *, step=None, **fields):
    args = [seat.trip.address, *([step.public_id] if step else [])]
    url = reverse(f"travel_stories:step-{'change' if step else 'add'}", args=args)
    sent = {"key": str(uuid4()), "based_on": step.version if step else 0, "mode": "bike"} | fields
    if content is not None:
        sent["gpx"] = SimpleUploadedFile("way.gpx", content)
    return client.post(url if step else f"{url}?kind=leg", sent)


def test_a_leg_follows_its_file_and_knows_its_length(client, zoe):
    send(client, zoe, day=1)

    leg = Step.objects.get(kind=StepKind.LEG)
    assert leg.route.trip == zoe.trip
    assert leg.metres == leg.route.metres == pytest.approx(4_000, rel=0.02)
    assert "<trkpt" in gpx_of(zoe.trip, url="https://example.org/").decode()


def test_kilometres_that_somebody_typed_stay(client, zoe):
    send(client, zoe, kilometres="7.5")

    assert Step.objects.get(kind=StepKind.LEG).metres == 7_500


def test_the_drawing_goes_along_the_file_whichever_way_it_was_recorded(zoe):
    ends = [LocalityFactory(latitude=47.0, longitude=east) for east in (1.0, 1.2)]
    bend = [[1.2, 47.0], [1.1, 47.1], [1.0, 47.0]]  # from the end to the start
    route = Route.objects.create(trip=zoe.trip, pieces=[bend], metres=20_000)
    StepFactory(trip=zoe.trip, by=zoe, locality=ends[0])
    StepFactory(trip=zoe.trip, by=zoe, kind=StepKind.LEG, mode="bike", route=route)
    StepFactory(trip=zoe.trip, by=zoe, locality=ends[1])

    drawing = road_of(itinerary_of(zoe.trip)).drawing

    (path,) = [shape.path for shape in drawing.shapes if shape.name == "road"]
    first, second = drawing.pins
    assert path.startswith(f"M{first.x} {first.y}")
    assert path.endswith(f"{second.x} {second.y}")
    assert path.count("C") + path.count("L") == 2  # one bend, and no way back


def test_a_route_is_removed_and_an_undo_brings_it_back(client, zoe):
    send(client, zoe)
    leg = Step.objects.get(kind=StepKind.LEG)
    route = leg.route

    send(client, zoe, None, step=leg, drop_route="on")
    leg.refresh_from_db()
    assert leg.route is None

    undo_last(trip=zoe.trip, key=uuid4(), by=zoe)
    leg.refresh_from_db()
    assert leg.route == route


@pytest.mark.parametrize(
    "content",
    [b"GPX", a_file(a_straight_way(5_000), BOMB).getvalue()],
    ids=["letters-only", "entities"],
)
def test_what_is_no_route_is_refused(client, zoe, content):
    answer = send(client, zoe, content)

    assert answer.status_code == 422
    assert "This file isn’t a GPX file we can read" in answer.text
    assert not Route.objects.exists()


def test_a_trip_that_has_all_its_routes_gets_no_more(client, zoe, monkeypatch):
    monkeypatch.setattr("travel_stories.trips.actions.routes.MOST_ROUTES", 0)

    assert "up to 0 route files" in send(client, zoe).text
    assert not Route.objects.exists()


def test_who_only_looks_on_brings_no_route(zoe):
    observer = SeatFactory(trip=zoe.trip, role=MemberRole.OBSERVER)

    with pytest.raises(PermissionDenied):
        upload_route(trip=zoe.trip, file=SimpleUploadedFile("way.gpx", WAY), by=observer)


def test_routes_stay_out_of_a_trip_s_export_file(client, zoe):
    send(client, zoe)

    (step,) = export_of_trip(zoe.trip)["steps"]

    assert "route" not in step
