"""Documents: for members alone, as a download alone, refused in words."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from tests.factories.travel_stories import SeatFactory, StepFactory, a_document, an_edit
from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.actions.links import make_link
from travel_stories.trips.actions.parts import take_out
from travel_stories.trips.choices import LinkKind, MemberRole, Visibility
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"travel_stories:{name}", args=args)


def press(client, name, *args, based_on=0, **fields):
    sent = {"key": str(uuid4()), "based_on": based_on} | fields
    return client.post(url_of(name, *args), sent)


def bring(client, trip, name="ferry.txt", content=b"Ferry at nine", **fields):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return press(client, "document-list", trip.address, file=file, **fields)


@pytest.fixture
def zoe(client):
    seat = SeatFactory(name="Zoé")
    client.force_login(seat.person)
    return seat


def is_handed_out(client, *where):
    answer = client.get(url_of("document-file", *where))
    return answer.status_code == 200 and answer.getvalue() != b""  # which closes its file


def test_a_document_is_added_listed_and_handed_out_as_a_download_alone(client, zoe):
    bring(client, zoe.trip, title="Le ferry")
    document = Document.objects.get()

    page = client.get(url_of("document-list", zoe.trip.address)).text
    answer = client.get(url_of("document-file", zoe.trip.address, document.public_id))

    assert "Le ferry" in page
    assert answer.getvalue() == b"Ferry at nine"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="Le ferry.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


def test_a_name_beyond_ascii_is_kept_for_the_download(client, zoe):
    document = a_document(zoe, title="Réservation été")

    answer = client.get(url_of("document-file", zoe.trip.address, document.public_id))

    expected = "attachment; filename*=utf-8''R%C3%A9servation%20%C3%A9t%C3%A9.txt"
    assert answer["Content-Disposition"] == expected
    assert answer.getvalue() == b"Ferry at nine"


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        pytest.param("ferry.pdf", b"", "The file you chose for “File” is empty.", id="empty"),
        pytest.param("ferry.pdf", b"MZ\x90\x00program", "We can’t read this file", id="program"),
        pytest.param(
            "ferry.pdf",
            b"a" * (10 * 1024 * 1024 + 1),
            "This file is too large. Choose one that’s 10 MB or smaller.",
            id="too-large",
        ),
        pytest.param(
            "ferry.pdf", b"%PDF-1.7 << /Encrypt 1 0 R >> %%EOF", "This PDF is locked", id="locked"
        ),
        pytest.param(
            "ferry.pdf",
            b"%PDF-1.7 << /JS (x) >> %%EOF",
            "contains a program or another file",
            id="holds-a-program",
        ),
        pytest.param("ferry.pdf", b"%PDF-1.7 cut", "This PDF is damaged", id="damaged"),
    ],
)
def test_a_file_is_refused_in_words(client, zoe, name, content, refusal):
    answer = bring(client, zoe.trip, name, content, title="My ferry")

    assert answer.status_code == 422
    assert refusal in answer.text
    assert "My ferry" in answer.text
    assert not Document.objects.exists()


def test_no_file_at_all_is_refused_in_words(client, zoe):
    answer = press(client, "document-list", zoe.trip.address, title="My ferry")

    assert answer.status_code == 422
    assert "Choose a file." in answer.text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd.txt", "passwd"),
        pytest.param("ticket\u202etxt.exe.txt", "tickettxt.exe", id="tickettxt-exe-txt"),
        ("\u2066\u2069.txt", "txt"),
    ],
)
def test_a_name_with_tricks_comes_out_plain(client, zoe, name, title):
    bring(client, zoe.trip, name)

    assert Document.objects.get().title == title


def test_a_document_is_for_members_while_they_are_members(client):
    document = a_document(SeatFactory(organiser=True))
    trip = document.trip
    address = url_of("document-file", trip.address, document.public_id)
    gone = SeatFactory(trip=trip, left=True)

    assert client.get(address).status_code == 302
    for seat, status in ((SeatFactory(organiser=True), 404), (gone, 404)):
        client.force_login(seat.person)
        assert client.get(address).status_code == status
    for role in MemberRole:
        client.force_login(SeatFactory(trip=trip, role=role).person)
        assert is_handed_out(client, trip.address, document.public_id)


def test_a_document_of_another_trip_is_not_found_through_ones_own(client, zoe):
    document = a_document(SeatFactory())

    assert (
        client.get(url_of("document-file", zoe.trip.address, document.public_id)).status_code == 404
    )
    assert press(client, "document-remove", zoe.trip.address, document.public_id).status_code == 404


def test_the_public_media_address_leads_to_no_document(client, zoe):
    document = a_document(zoe)

    assert client.get(f"/media/{document.file.name}", follow=True).status_code == 404


def test_a_document_is_taken_out_and_brought_back(client, zoe):
    document = a_document(zoe)
    where = (zoe.trip.address, document.public_id)

    press(client, "document-remove", *where, based_on=document.version)
    gone = client.get(url_of("document-file", *where)).status_code
    press(client, "part-restore", zoe.trip.address, Change.objects.get(verb="removed").number)

    assert gone == 404
    assert is_handed_out(client, *where)


def test_observers_read_and_bring_nothing(client, zoe):
    document = a_document(zoe)
    mamie = SeatFactory(trip=zoe.trip, observer=True)
    client.force_login(mamie.person)

    page = client.get(url_of("document-list", zoe.trip.address)).text

    assert document.title in page
    assert "Add the document" not in page
    assert url_of("document-remove", zoe.trip.address, document.public_id) not in page
    assert bring(client, zoe.trip).status_code == 403


def test_a_step_has_documents_of_its_own_and_the_plan_counts_them(client, zoe):
    step = StepFactory(trip=zoe.trip, by=zoe)
    page = url_of("step-papers", zoe.trip.address, step.public_id)
    client.post(
        page,
        {
            "key": str(uuid4()),
            "based_on": 0,
            "file": SimpleUploadedFile("ticket.txt", b"Seat 12"),
            "title": "",
        },
    )
    a_document(zoe, title="For the whole way")

    plan = client.get(url_of("trip-detail", zoe.trip.address)).text

    assert Document.objects.get(step=step).title == "ticket"
    assert page in plan
    assert "1 document" in plan
    sheets = client.get(page).context["sheets"]
    assert [sheet.document.title for sheet in sheets] == ["ticket"]


def test_the_notebook_lists_documents_and_a_public_look_does_not(client, zoe):
    Trip.objects.update(visibility=Visibility.LINK)
    step = StepFactory(trip=zoe.trip, by=zoe)
    a_document(zoe, title="Ticket canary", step=step)
    a_document(zoe, title="Plan canary")
    camille = SeatFactory(trip=zoe.trip, organiser=True)
    link = make_link(trip=zoe.trip, kind=LinkKind.LOOK, by=camille)

    notebook = client.get(url_of("notebook", zoe.trip.address)).text
    look = client.get(url_of("trip-look", link.token)).text

    assert ("Ticket canary" in notebook, "Plan canary" in notebook) == (True, True)
    assert "canary" not in look


def test_the_file_of_a_trip_names_documents_and_tells_votes(client, zoe):
    a_document(zoe, title="Le ferry")

    told = client.get(url_of("trip-export", zoe.trip.address)).json()

    expected = [{"title": "Le ferry", "paper": "text/plain", "step__public_id": None}]
    assert told["documents"] == expected


def test_a_trip_that_is_over_hands_its_documents_out_and_takes_none(client, zoe):
    document = a_document(zoe)
    Trip.objects.update(state=TripState.TRAVELLED)
    where = (zoe.trip.address, document.public_id)

    page = client.get(url_of("document-list", zoe.trip.address)).text

    assert is_handed_out(client, *where)
    assert "Add the document" not in page
    assert bring(client, zoe.trip).status_code == 422
    assert Document.objects.get() == document


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, zoe):
    document = a_document(zoe)
    document.file.storage.delete(document.file.name)

    where = (zoe.trip.address, document.public_id)
    assert client.get(url_of("document-file", *where)).status_code == 404


def test_scripts_in_a_name_are_words(client, zoe):
    script = "<script>alert(1)<"
    a_document(zoe, title=script)

    assert script not in client.get(url_of("document-list", zoe.trip.address)).text


def test_pages_ask_as_often_for_many_documents_as_for_one(client, zoe, count_queries):
    step = StepFactory(trip=zoe.trip, by=zoe)
    pages = [
        url_of("document-list", zoe.trip.address),
        url_of("step-papers", zoe.trip.address, step.public_id),
        url_of("trip-detail", zoe.trip.address),
        url_of("notebook", zoe.trip.address),
    ]

    def counts():
        return [count_queries(lambda p=page: client.get(p)) for page in pages]

    a_document(zoe, step=step)
    counts()
    few = counts()
    for _ in range(5):
        a_document(SeatFactory(trip=zoe.trip), step=step)
        a_document(zoe)
    removed = a_document(zoe)
    take_out(part=removed, edit=an_edit(zoe, removed))
    many = counts()

    assert many == few
    assert max(many) <= 15
