"""The whole road of a workspace: written, published, read, asked for, agreed, taken."""

from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from commons.audit.models import AuditEntry
from hosting.offers.actions.review import publish_offer
from hosting.offers.errors import NameTakenError
from hosting.offers.models.stays import Unit
from hosting.offers.models.workspaces import Workspace
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    AgreementFactory,
    DeskFactory,
    DeskRequestFactory,
    MembershipFactory,
    StayFactory,
    WorkspaceFactory,
)

pytestmark = pytest.mark.django_db
DESK = {"name": "Desk by the window", "sleeps": "1"}


@pytest.fixture(autouse=True)
def first_of_may():
    with time_machine.travel("2027-05-01 10:00", tick=False):
        yield


@pytest.fixture
def post(client):
    def post(page, *args, by=None, **data):
        if by is not None:
            client.force_login(by)
        answer = client.post(reverse(f"hosting:{page}", args=args), data)
        assert answer.status_code == 302, answer.content.decode()
        return answer

    return post


def test_a_workspace_is_written_published_asked_for_and_taken(client, post):
    membership = MembershipFactory()
    coordinator = MembershipFactory(community=membership.community, coordinator=True).person
    LocalityFactory(name="Loches")
    post(
        "offer-start",
        by=membership.person,
        kind="workspace",
        title="The old school",
        language="en",
        community=membership.community.public_id,
    )
    key = Workspace.objects.get().public_id
    post(
        "offer-words",
        key,
        title="The old school",
        words="Three desks and a stove.",
        contract_party="association",
        language="en",
    )
    post("offer-place", key, locality="Loches", address="7 Canary Lane")
    post("desk-add", key, **DESK)
    post(
        "rate-add",
        key,
        "paid",
        name="full",
        amount="8",
        currency="EUR",
        unit="half_day",
        cash="on",
    )
    post("offer-limits", key, **LIMITS)
    post("offer-finds", key, equipment=["wifi", "printer"])
    post("offer-submit", key)
    publish_offer(offer=Workspace.objects.get(), by=coordinator)

    workspace, guest = Workspace.objects.get(), UserFactory()
    page = client.get(workspace.get_absolute_url()).content.decode()
    asked = {"adults": "1", "children": "0", "message": "May I?", "key": str(uuid4())}
    half_days = ["2027-05-04.am", "2027-05-04.pm"]
    rate = workspace.rates.get().pk
    post("request-ask", workspace.address, by=guest, half_days=half_days, rate=rate, **asked)
    request = Request.objects.get()
    post("proposal-agree", request.public_id, 1, by=workspace.host)

    desk = Unit.objects.get()
    assert workspace.live
    assert (workspace.weekdays, workspace.equipment) == ([0, 1, 2, 3], ["wifi", "printer"])
    assert [text in page for text in ("Printer", "Desk by the window", half_days[0])] == [True] * 3
    assert (request.unit, request.agreement.total) == (desk, 16)
    taken = desk.night_holds.order_by("part").values_list("night", "part")
    assert [f"{night}.{part}" for night, part in taken] == half_days


LIMITS = {
    "weekdays": ["0", "1", "2", "3"],
    "morning_from": "09:00",
    "morning_until": "12:30",
    "afternoon_from": "12:30",
    "afternoon_until": "18:00",
    "party_min": "1",
    "season_from": "1",
    "season_until": "12",
    "notice_days": "0",
}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weekdays", []),
        ("weekdays", ["7"]),
        ("morning_until", "08:00"),
        ("afternoon_from", "12:00"),
        ("afternoon_until", "12:30"),
        ("morning_from", "soon"),
    ],
)
def test_limits_refuses_impossible_days_and_hours(send, field, value):
    workspace = WorkspaceFactory(draft=True)

    answer = send("offer-limits", workspace, **LIMITS | {field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}


def test_finds_refuses_equipment_that_is_not_on_the_list(send):
    answer = send("offer-finds", WorkspaceFactory(draft=True), equipment=["swimming-pool"])

    assert answer.context["form"].errors.keys() == {"equipment"}


def test_desks_are_added_once_changed_and_removed(send):
    workspace = WorkspaceFactory(draft=True)

    for _press in range(2):
        send("desk-add", workspace, **DESK)
    desk = Unit.objects.get()
    send("desk-change", workspace, desk.public_id, name="Meeting room", sleeps="6")
    desk.refresh_from_db()
    for _press in range(2):
        send("desk-remove", workspace, desk.public_id)

    assert (desk.name, desk.sleeps, desk.workspace, desk.stay) == (
        "Meeting room",
        6,
        workspace,
        None,
    )
    assert Unit.objects.count() == 0
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["unit.added", "unit.changed", "unit.removed"]


def test_desks_are_listed_with_how_many_they_are_for(client):
    desk = DeskFactory(sleeps=3)
    client.force_login(desk.workspace.host)
    args = [desk.workspace.public_id]

    pages = [
        client.get(reverse("hosting:offer-desks", args=args)),
        client.get(reverse("hosting:desk-add", args=args)),
        client.get(reverse("hosting:desk-change", args=[*args, desk.public_id])),
        client.get(reverse("hosting:unit-calendar", args=[desk.public_id])),
        client.get(reverse("hosting:offer-limits", args=args)),
        client.get(reverse("hosting:offer-finds", args=args)),
        client.get(reverse("hosting:offer-overview", args=args)),
        client.get(reverse("hosting:host-today")),
    ]

    assert [page.status_code for page in pages] == [200] * 8
    words = [" ".join(page.content.decode().split()) for page in pages]
    assert "3 people" in words[0]
    assert "First day" in words[3]


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"sleeps": "0"}, {"sleeps": "many"}, {"name": "ada@example.org"}]
)
def test_desk_add_refuses(send, changes):
    workspace = WorkspaceFactory(draft=True)

    assert send("desk-add", workspace, **DESK | changes).status_code == 422
    assert Unit.objects.count() == 0


def test_desk_add_refuses_a_name_that_another_desk_has(send):
    desk = DeskFactory(workspace=WorkspaceFactory(draft=True))

    answer = send("desk-add", desk.workspace, **DESK | {"sleeps": "2"})

    assert str(NameTakenError()) in answer.content.decode()


def test_desk_remove_keeps_one_that_somebody_asked_for(send):
    desk = DeskRequestFactory().unit
    DeskFactory(workspace=desk.workspace, name="Desk in the corner")

    send("desk-remove", desk.workspace, desk.public_id)

    assert Unit.objects.filter(pk=desk.pk).exists()


@pytest.mark.parametrize("page", ["offer-desks", "desk-add"])
def test_a_stay_has_no_desks_and_a_workspace_no_beds(client, page):
    stay, workspace = StayFactory(), WorkspaceFactory()
    pages = {"offer-desks": "offer-units", "desk-add": "unit-add"}
    statuses = []

    for offer, name in ((stay, page), (workspace, pages[page])):
        client.force_login(offer.host)
        statuses.append(client.get(reverse(f"hosting:{name}", args=[offer.public_id])).status_code)

    assert statuses == [404, 404]


def test_the_calendar_says_who_has_which_half_of_a_day(client):
    asked = DeskRequestFactory(half_days=["2027-05-04.am"], state=RequestState.AGREED)
    AgreementFactory(request=asked, guest_name="Ada Martin")
    client.force_login(asked.host)

    page = client.get(reverse("hosting:host-calendar"), {"month": "2027-05"}).content.decode()

    assert [words in page for words in (asked.unit.name, "Ada Martin, morning")] == [True, True]


def test_ask_keeps_what_was_ticked_and_says_what_is_missing(client):
    workspace = DeskFactory().workspace
    client.force_login(UserFactory())
    url = reverse("hosting:request-ask", args=[workspace.address])
    asked = {"adults": "1", "children": "0", "key": str(uuid4())}

    ticked = client.post(url, asked | {"half_days": ["2027-05-04.pm"], "message": ""})
    nothing = client.post(url, asked | {"message": "May I?"})
    nonsense = client.post(url, asked | {"message": "May I?", "half_days": ["soon"]})

    box = 'value="2027-05-04.pm" checked'
    assert box in " ".join(ticked.content.decode().split())
    assert [one.context["form"].errors.keys() for one in (nothing, nonsense)] == [
        {"half_days"},
        {"half_days"},
    ]
    assert not Request.objects.exists()


def test_the_page_leads_to_the_request_with_what_was_ticked(client):
    workspace = DeskFactory().workspace
    client.force_login(UserFactory())
    url = reverse("hosting:request-ask", args=[workspace.address])

    pages = [
        client.get(one, {"half_days": ["2027-05-04.pm", "2027-05-20.am", "junk"]})
        for one in (workspace.get_absolute_url(), url)
    ]

    for page in pages:
        text = " ".join(page.content.decode().split())
        ticked = [f'value="{code}" checked' in text for code in ("2027-05-04.pm", "2027-05-20.am")]
        assert ticked == [True, True]
