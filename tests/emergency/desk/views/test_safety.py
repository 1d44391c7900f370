"""Telling and reading about safety: one press, the telephone first, a room for few."""

from uuid import uuid4

import pytest
from django.urls import reverse

from emergency.housing.models.proposals import BlockedPair
from emergency.safety.actions.incidents import take_incident
from emergency.safety.models import Incident, IncidentNote
from tests.factories.emergency import (
    DutyFactory,
    HelperFactory,
    placed,
    reader_of,
    reported_incident,
)

pytestmark = pytest.mark.django_db


def by_link(name, row):
    return reverse(f"emergency:{name}", args=[row.submission.token])


def on_desk(name, incident, *more):
    return reverse(f"emergency:{name}", args=[incident.activation.address, *more])


@pytest.fixture
def incident():
    return reported_incident()


@pytest.fixture
def reader(client, incident):
    person = reader_of(incident)
    client.force_login(person)
    return person


@pytest.mark.parametrize("side", ["request", "offer"])
def test_one_press_tells_it_and_shows_the_telephone_first(client, side):
    row = getattr(placed(), side)
    assert by_link("report-incident", row) in client.get(row.submission.get_absolute_url()).text
    page = client.get(by_link("report-incident", row))
    assert page.text.index("02 47 00 00 00") < page.text.index("<form")

    answer = client.post(by_link("report-incident", row), {"key": uuid4()}, follow=True)

    assert "We have your message" in answer.text
    assert "02 47 00 00 00" in answer.text
    assert Incident.objects.get().side == ("requester" if side == "request" else "host")


def test_nothing_of_it_stands_on_the_page_behind_the_link(client, incident):
    for row in (incident.request, incident.offer):
        assert "Canary:" not in client.get(row.submission.get_absolute_url()).text


def test_looking_at_the_page_tells_nothing(client):
    client.get(by_link("report-incident", placed().request))

    assert not Incident.objects.exists()


@pytest.mark.parametrize("said", [{}, {"key": "x"}, {"key": str(uuid4()), "words": "x" * 2001}])
def test_what_can_t_be_read_is_refused_with_the_words_kept(client, said):
    answer = client.post(by_link("report-incident", placed().request), said)

    assert answer.status_code == 422
    assert not Incident.objects.exists()


def test_a_helper_has_nothing_to_tell_about(client):
    assert client.get(by_link("report-incident", HelperFactory())).status_code == 404


def test_the_inbox_shows_those_that_wait_first_and_costs_the_same_for_many(
    client, incident, reader, count_queries
):
    url = on_desk("safety", incident)
    client.get(url)
    one = count_queries(lambda: client.get(url))
    taken = Incident.objects.create(
        activation=incident.activation,
        request=incident.request,
        side="host",
        key=uuid4(),
        due_at=incident.due_at,
        state="taken",
        owner=reader,
    )

    assert count_queries(lambda: client.get(url)) == one
    page = client.get(url).text
    assert page.index(incident.reference) < page.index(taken.reference)


@pytest.mark.parametrize("sees", [False, None])
def test_the_room_isn_t_there_without_the_right(client, incident, sees):
    if sees is False:
        client.force_login(DutyFactory(activation=incident.activation).person)

    for url in (
        on_desk("safety", incident),
        on_desk("safety-incident", incident, incident.public_id),
    ):
        assert client.get(url).status_code == (404 if sees is False else 302)


def test_a_reader_whom_it_concerns_finds_an_empty_room(client, incident, reader):
    type(incident.offer).objects.filter(pk=incident.offer_id).update(host=reader)

    assert incident.reference not in client.get(on_desk("safety", incident)).text
    page = client.get(on_desk("safety-incident", incident, incident.public_id))
    assert page.status_code == 404


def test_ordinary_coordinators_see_no_tab_and_no_word(client, incident):
    client.force_login(DutyFactory(activation=incident.activation).person)

    for row in (incident.request, incident.offer):
        page = client.get(row.get_absolute_url()).text
        assert on_desk("safety", incident) not in page
        assert "Canary:" not in page


def test_a_report_is_read_taken_noted_and_closed(client, incident, reader):
    def press(action, **said):
        url = on_desk(f"safety-step-{action}", incident, incident.public_id)
        return client.post(url, said, follow=True)

    assert "Canary: he came in" in client.get(incident.get_absolute_url()).text
    press("take")
    press("note", words="Rang her.")
    press("block")
    press("close", outcome="parted", words="She is elsewhere.")

    incident.refresh_from_db()
    assert (incident.state, incident.owner, incident.outcome) == ("closed", reader, "parted")
    assert [note.words for note in IncidentNote.objects.all()] == ["Rang her.", "She is elsewhere."]
    assert BlockedPair.objects.exists()


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("close", {"words": "x"}),
        ("close", {"outcome": "else", "words": "x"}),
        ("note", {"words": ""}),
        ("suspend", {"reason": ""}),
    ],
)
def test_a_deed_without_its_words_is_refused(client, incident, reader, action, said):
    take_incident(incident=incident, by=reader)

    url = on_desk(f"safety-step-{action}", incident, incident.public_id)

    assert client.post(url, said).status_code == 422


def test_a_deed_that_nobody_knows_is_not_there(client, incident, reader):
    url = on_desk("safety-step-close", incident, incident.public_id)

    assert client.post(url.replace("/close/", "/forget/")).status_code == 404


@pytest.mark.parametrize("side", ["request", "offer"])
def test_a_coordinator_tells_it_for_a_caller(client, side):
    row = getattr(placed(), side)
    client.force_login(DutyFactory(activation=row.activation).person)
    url = reverse(f"emergency:{side}-report-incident", args=[row.activation.address, row.public_id])

    client.post(url, {"key": uuid4(), "words": "She rang and cried."})

    assert [one.side for one in Incident.objects.all()] == ["coordinator"]
    assert client.post(url, {"key": ""}, follow=True).status_code == 200
    assert Incident.objects.count() == 1


def test_my_desk_counts_what_waits_for_those_who_read_it(client, incident, reader):
    assert incident.activation.territory in client.get(reverse("notifications:desk")).text
