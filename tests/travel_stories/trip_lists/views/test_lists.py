"""The room of lists: begun from a starter, ticked and claimed."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import UserFactory
from tests.factories.travel_stories import (
    ChecklistFactory,
    ItemFactory,
    SeatFactory,
    TripFactory,
)
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.choices.starters import STARTERS, starters_for
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trips.choices import MemberRole, TripKind
from travel_stories.trips.models.plans import Change

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args), sent)


@pytest.fixture
def item(client):
    """An entry of a list of Zoé, who is logged in."""
    item = ItemFactory(title="Torch")
    client.force_login(SeatFactory(trip=item.trip, name="Zoé").person)
    return item


def room(client, trip):
    return client.get(url_of("list-room", trip.address)).text


def test_a_list_begins_from_a_starter_with_one_for_each_person(client):
    zoe = SeatFactory(trip=TripFactory(kind=TripKind.FAMILY, adults=2, children=3))
    client.force_login(zoe.person)
    before = room(client, zoe.trip)

    press(client, "list-start", zoe.trip.address, starter="bag")

    page = room(client, zoe.trip)
    assert ("Packing list" in before, "No lists yet" in before) == (True, True)
    assert ChecklistItem.objects.get(title="Identity card or passport").count == 5
    assert 'value="bag"' not in page  # it is there already
    assert 'value="little"' in page


def test_a_starter_is_written_in_the_language_of_whoever_begins(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)
    with translation.override("fr"):
        address = reverse("travel_stories:list-start", args=[zoe.trip.address])

    client.post(address, {"key": str(uuid4()), "based_on": 0, "starter": "bag"})

    assert Checklist.objects.get().title == "À mettre dans les sacs"


def test_a_starter_of_another_kind_of_trip_is_refused(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)

    for starter in ("school_bag", "nothing"):
        press(client, "list-start", zoe.trip.address, starter=starter)

    assert not Checklist.objects.exists()


@pytest.mark.parametrize("kind", TripKind)
def test_every_kind_of_trip_has_its_lists(kind):
    kinds = {starter.kind for starter in starters_for(kind)}

    assert kinds == {ChecklistKind.BRING, ChecklistKind.DO}
    assert len({starter.code for starter in STARTERS}) == len(STARTERS)


@pytest.mark.parametrize(
    ("month", "hats"),
    [(7, ["Sun hat and sun cream"]), (12, ["Warm hat and gloves"]), (None, [])],
)
def test_starters_for_a_trip_fit_its_month(month, hats):
    starts_on = date(2027, month, 3) if month else None

    (little,) = (one for one in starters_for("family", starts_on) if one.code == "little")
    found = [str(one.title) for one in little.items if " hat" in str(one.title)]

    assert found == (hats or ["Sun hat and sun cream", "Warm hat and gloves"])


def test_a_list_is_begun_filled_changed_and_taken_out(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)
    address = zoe.trip.address

    press(client, "list-begin", address, title="Food", kind="do")
    food = Checklist.objects.get()
    press(client, "item-add", address, food.public_id, title="Bread")
    bread = ChecklistItem.objects.get()
    press(client, "item-change", address, bread.public_id, based_on=2, title="Cake", who=zoe.pk)
    press(client, "list-change", address, food.public_id, based_on=1, title="Feast", kind="bring")
    page = room(client, zoe.trip)
    press(client, "item-remove", address, bread.public_id, based_on=3)
    press(client, "list-remove", address, food.public_id, based_on=4)

    for words in ("Feast", "Cake", f"{zoe.name} is bringing it", "0 of 1 done"):
        assert words in page
    assert not ChecklistItem.objects.present().exists()
    assert not Checklist.objects.present().exists()
    assert press(client, "part-restore", address, 6).url == url_of("list-room", address)
    assert Checklist.objects.present().exists()


@pytest.mark.parametrize(
    ("name", "fields", "refusal"),
    [
        pytest.param(
            "list-begin",
            {"title": "", "kind": "do"},
            "Enter a title for the list.",
            id="title-kind-do",
        ),
        pytest.param(
            "list-begin",
            {"title": "x" * 121, "kind": "do"},
            "can have up to 120 characters",
            id="title-x-121-kind-do",
        ),
        pytest.param(
            "list-begin",
            {"title": "T", "kind": "papers"},
            "Choose one of the answers shown for “What the list is for”.",
            id="title-t-kind-papers",
        ),
        pytest.param(
            "item-change",
            {"title": "T", "count": "0"},
            "Enter a whole number from 1 to 10,000 for “Number needed”.",
            id="title-t-count-0",
        ),
        pytest.param(
            "item-change",
            {"title": "T", "count": "99999"},
            "Enter a whole number from 1 to 10,000 for “Number needed”.",
            id="title-t-count-99999",
        ),
        pytest.param(
            "item-change",
            {"title": "T", "count": "1", "who": "0"},
            "Choose one of the answers shown for “Who”.",
            id="title-t-count-1-who-0",
        ),
    ],
)
def test_a_slip_is_answered_in_words(client, item, name, fields, refusal):
    args = (item.public_id,) if name == "item-change" else ()

    response = press(client, name, item.trip.address, *args, based_on=9, **fields)

    assert response.status_code == 422
    assert refusal in response.text
    assert ChecklistItem.objects.get().title == "Torch"


def test_a_tick_and_a_claim_lead_back_to_the_list(client, item):
    where = (item.trip.address, item.public_id)

    ticked = press(client, "item-tick", *where, based_on=2, done="on")
    press(client, "item-tick", *where, based_on=3)
    claimed = press(client, "item-claim", *where, based_on=4, mine="on")

    back = f"{url_of('list-room', item.trip.address)}#list-{item.checklist.public_id}"
    assert ticked.url == claimed.url == back
    now = ChecklistItem.objects.get()
    assert (now.done, now.who.name) == (False, "Zoé")
    press(client, "item-claim", *where, based_on=5)
    assert ChecklistItem.objects.get().who is None


def test_a_claim_that_came_too_late_shows_both(client, item):
    samir = SeatFactory(trip=item.trip, name="Samir")
    where = (item.trip.address, item.public_id)
    press(client, "item-claim", *where, based_on=2, mine="on")
    client.force_login(samir.person)

    conflict = press(client, "item-claim", *where, based_on=2, mine="on")

    assert conflict.status_code == 409
    for words in ("Zoé made changes here while you were editing.", "Samir", "Use my version"):
        assert words in conflict.text


def test_the_history_says_yes_and_no(client, item):
    press(client, "item-tick", item.trip.address, item.public_id, based_on=2, done="on")

    assert "done: no → yes" in client.get(url_of("history", item.trip.address)).text


def test_nobody_sees_a_control_that_would_be_refused(client, item):
    names = {"item-tick": item, "item-claim": item, "list-change": item.checklist}
    seen = {}
    for role in MemberRole:
        client.force_login(SeatFactory(trip=item.trip, role=role).person)
        page = room(client, item.trip)
        seen[role] = {
            url_of(name, item.trip.address, part.public_id) in page for name, part in names.items()
        }

    assert seen == {role: {role != MemberRole.OBSERVER} for role in MemberRole}


def test_an_observer_writes_on_no_list(client, item):
    client.force_login(SeatFactory(trip=item.trip, observer=True).person)
    address = item.trip.address
    post_urls = (
        ("list-begin", (), {"title": "T", "kind": "do"}),
        ("list-start", (), {"starter": "bag"}),
        ("list-change", (item.checklist.public_id,), {"title": "T", "kind": "do"}),
        ("list-remove", (item.checklist.public_id,), {}),
        ("item-add", (item.checklist.public_id,), {"title": "T"}),
        ("item-change", (item.public_id,), {"title": "T", "count": "1"}),
        ("item-tick", (item.public_id,), {"done": "on"}),
        ("item-claim", (item.public_id,), {"mine": "on"}),
        ("item-remove", (item.public_id,), {}),
    )
    before = Change.objects.count()

    for name, args, fields in post_urls:
        assert press(client, name, address, *args, based_on=9, **fields).status_code == 403, name
    assert client.get(url_of("list-begin", address)).status_code == 403

    assert Change.objects.count() == before


def test_lists_are_for_members_and_of_their_own_trip(client, item):
    other = ItemFactory()
    assert press(client, "item-tick", item.trip.address, other.public_id).status_code == 404

    client.force_login(UserFactory())

    assert client.get(url_of("list-room", item.trip.address)).status_code == 404


def test_scripts_in_a_list_are_words(client, item):
    script = "<script>alert(1)</script>"
    Checklist.objects.update(title=script)
    ChecklistItem.objects.update(title=script)

    assert script not in room(client, item.trip)


def test_the_room_asks_as_often_for_one_entry_as_for_many(client, item, count_queries):
    address = url_of("list-room", item.trip.address)
    client.get(address)  # what the process remembers from then on
    few = count_queries(lambda: client.get(address))
    for _ in range(3):
        checklist = ChecklistFactory(trip=item.trip)
        for _ in range(10):
            ItemFactory(checklist=checklist, who=SeatFactory(trip=item.trip))

    many = count_queries(lambda: client.get(address))

    assert many == few
    assert many <= 15
