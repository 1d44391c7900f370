"""The file of a class and of a works council."""

from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from tests.factories.travel_stories import SeatFactory, TripFactory
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args), sent)


def teacher_of(client, role=MemberRole.ORGANISER, **facts):
    said = {"kind": TripKind.CLASS, "adults": 2, "children": 25, "age_from": 8, "age_until": 9}
    seat = SeatFactory(trip=TripFactory(**(said | facts)), role=role)
    client.force_login(seat.person)
    return seat


def room(client, trip):
    return client.get(url_of("paper-room", trip.address))


@time_machine.travel("2027-01-11 10:00")
def test_a_class_begins_its_file_counts_papers_and_sees_its_deadlines(client):
    seat = teacher_of(client)
    before = room(client, seat.trip).text

    press(client, "paper-begin", seat.trip.address)
    parents = ChecklistItem.objects.get(rule="parents")
    press(client, "paper-count", seat.trip.address, parents.public_id, got="12")
    page = room(client, seat.trip).text

    assert "This type of trip needs" in before
    parents.refresh_from_db()
    assert (parents.count, parents.got) == (25, 12)
    for words in (
        "at least 3 adults",
        "You have 2 adults.",
        "by Friday 2 April",
        "MENE2407159C",
    ):
        assert words in page


def test_a_second_press_begins_no_second_file(client):
    seat = teacher_of(client)

    for _ in range(2):
        press(client, "paper-begin", seat.trip.address)

    assert Checklist.objects.count() == 1


@pytest.mark.parametrize("got", ["26", "-1", "x", ""])
def test_a_count_that_can_t_be_is_refused(client, got):
    seat = teacher_of(client)
    press(client, "paper-begin", seat.trip.address)
    parents = ChecklistItem.objects.get(rule="parents")

    press(client, "paper-count", seat.trip.address, parents.public_id, got=got)

    assert ChecklistItem.objects.get(rule="parents").got == 0


def test_what_was_taken_out_is_put_in_again_if_it_is_asked_for(client):
    seat = teacher_of(client)
    press(client, "paper-begin", seat.trip.address)
    project = ChecklistItem.objects.get(rule="project")
    press(client, "item-remove", seat.trip.address, project.public_id, based_on=1)
    missing = room(client, seat.trip).text

    press(client, "paper-add", seat.trip.address, rule="project")
    press(client, "paper-add", seat.trip.address, rule="leaving")

    assert "Add to the checklist: Educational project" in missing
    kept = ChecklistItem.objects.present()
    assert kept.filter(rule="project").count() == 1
    assert not kept.filter(rule="leaving").exists()


def test_a_paper_of_one_s_own_is_counted_in_the_file(client):
    seat = teacher_of(client)
    press(client, "paper-begin", seat.trip.address)
    papers = Checklist.objects.get()

    response = press(
        client, "item-add", seat.trip.address, papers.public_id, title="Swimming test", count="25"
    )

    assert response.url.startswith(url_of("paper-room", seat.trip.address))
    assert "Swimming test" in room(client, seat.trip).text


def test_papers_are_no_list_to_tick(client):
    seat = teacher_of(client)
    press(client, "paper-begin", seat.trip.address)

    page = client.get(url_of("list-room", seat.trip.address))

    assert page.context["lists"] == []


@pytest.mark.parametrize("kind", TripKind)
def test_only_trips_that_need_papers_have_their_room(client, kind):
    seat = teacher_of(client, kind=kind)
    papers = kind in {TripKind.CLASS, TripKind.WORKS_COUNCIL}

    page = client.get(url_of("trip-detail", seat.trip.address)).text

    assert (url_of("paper-room", seat.trip.address) in page) == papers
    assert room(client, seat.trip).status_code == (200 if papers else 404)
    press(client, "paper-begin", seat.trip.address)
    assert Checklist.objects.filter(kind=ChecklistKind.PAPERS).exists() == papers


def test_a_council_writes_its_subsidy_and_sees_what_is_left(client):
    facts = {"kind": TripKind.WORKS_COUNCIL, "adults": 20, "children": 0, "budget": 300_000}
    seat = teacher_of(client, **facts)

    press(client, "subsidy-change", seat.trip.address, subsidy="40,50")
    page = room(client, seat.trip).text

    assert Trip.objects.get().subsidy == 4050
    for words in ("€150.00", "€40.50", "€109.50", "€810.00 in total"):
        assert words in page
    history = client.get(url_of("history", seat.trip.address)).text
    assert "empty → €40.50" in history
    press(client, "subsidy-change", seat.trip.address, based_on=1, subsidy="")
    assert Trip.objects.get().subsidy is None


@pytest.mark.parametrize("subsidy", ["x", "-5", "1.001", "99999999999"])
def test_a_subsidy_that_is_none_is_refused(client, subsidy):
    seat = teacher_of(client, kind=TripKind.WORKS_COUNCIL)

    response = press(client, "subsidy-change", seat.trip.address, subsidy=subsidy)

    assert response.status_code == 422
    assert Trip.objects.get().subsidy is None


def test_who_may_what_in_the_file(client):
    seat = teacher_of(client, kind=TripKind.WORKS_COUNCIL)
    press(client, "paper-begin", seat.trip.address)
    item = ChecklistItem.objects.first()
    names = {"paper-count": (item.public_id,), "subsidy-change": ()}
    seen, done = {}, {}
    for role in MemberRole:
        client.force_login(SeatFactory(trip=seat.trip, role=role).person)
        page = room(client, seat.trip).text
        seen[role] = [
            url_of(name, seat.trip.address, *args) in page for name, args in names.items()
        ]
        done[role] = [
            press(
                client, name, seat.trip.address, *args, based_on=99, got="0", subsidy="5"
            ).status_code
            != 403
            for name, args in names.items()
        ]

    assert (
        seen
        == done
        == {
            "organiser": [True, True],
            "companion": [True, False],
            "chaperone": [True, False],
            "payer": [True, False],
            "observer": [False, False],
        }
    )


def test_the_file_asks_as_often_for_no_paper_as_for_all(client, count_queries):
    seat = teacher_of(client)
    press(client, "paper-begin", seat.trip.address)
    ChecklistItem.objects.exclude(rule="parents").delete()
    room(client, seat.trip)  # what the process remembers from then on
    few = count_queries(lambda: room(client, seat.trip))
    Checklist.objects.all().delete()
    press(client, "paper-begin", seat.trip.address)
    room(client, seat.trip)  # what was done is said once, with its undo

    many = count_queries(lambda: room(client, seat.trip))

    assert many == few
    assert many <= 15
