"""Documents: kept in private, for the members, and no file outlives its time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from commons.media.errors import DocumentActiveError
from config.storage import PrivateFiles
from core.permissions import SYSTEM
from tests.factories.travel_stories import (
    SeatFactory,
    StepFactory,
    a_document,
    an_edit,
)
from travel_stories.notebooks.actions.account_closure import forget_files_of
from travel_stories.notebooks.actions.documents import add_document, forget_document
from travel_stories.notebooks.errors.documents import (
    DocumentGoneError,
    TooManyDocumentsError,
    TripTooHeavyError,
)
from travel_stories.notebooks.models.documents import Document
from travel_stories.notebooks.periodic import forget_documents
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.actions.parts import bring_back, take_out
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import remove_step
from travel_stories.trips.errors.plans import PartGoneError
from travel_stories.trips.errors.trips import TripOverError
from travel_stories.trips.models.plans import Change
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.periodic import forget_trips
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path, monkeypatch):
    settings.PRIVATE_ROOT = tmp_path
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", PrivateFiles())
    monkeypatch.setattr("travel_stories.notebooks.actions.documents.private_storage", PrivateFiles)
    monkeypatch.setattr("travel_stories.notebooks.tasks.private_storage", PrivateFiles)
    return tmp_path


def on_disk(root):
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def content_of(document):
    with document.file.open() as file:
        return file.read()


def long_after(time_machine, days):
    time_machine.move_to(timezone.now() + timedelta(days=days), tick=False)


def test_add_document_keeps_the_content_under_a_name_that_tells_nothing(private_root):
    zoe = SeatFactory()

    document = a_document(zoe, b"Ferry at nine", "../secret plan.txt")

    assert (document.title, document.paper, document.weight) == ("secret plan", "text/plain", 13)
    assert content_of(document) == b"Ferry at nine"
    (name,) = on_disk(private_root)
    assert (len(name), "secret" in document.file.name) == (32, False)
    told = Change.objects.values_list("number", "verb", "noun", "title")
    assert list(told) == [(1, "added", "document", "secret plan")]


def test_a_private_file_has_no_address_and_is_readable_by_its_owner_alone(private_root):
    document = a_document(SeatFactory())

    with pytest.raises(ValueError, match="handed out by a view"):
        _ = document.file.url
    assert (private_root / document.file.name).stat().st_mode & 0o077 == 0


def test_add_document_sent_twice_adds_one(private_root):
    zoe = SeatFactory()
    edit = an_edit(zoe)
    sent = SimpleUploadedFile("ferry.txt", b"Ferry at nine")

    documents = [
        add_document(trip=zoe.trip, step=None, file=sent, title="A", edit=edit) for _ in range(2)
    ]

    assert documents[0] == documents[1]
    assert len(on_disk(private_root)) == 1


def test_add_document_is_not_for_observers_nor_for_another_trip():
    zoe = SeatFactory()
    step = StepFactory(trip=zoe.trip)

    for seat in (SeatFactory(trip=zoe.trip, observer=True), SeatFactory(organiser=True)):
        with pytest.raises(PermissionDenied):
            add_document(trip=zoe.trip, step=step, file=None, title="", edit=an_edit(seat))


def test_add_document_refuses_what_is_active_and_keeps_nothing(private_root):
    with pytest.raises(DocumentActiveError):
        a_document(SeatFactory(), b"%PDF-1.7 << /S /JavaScript >> %%EOF", "ticket.pdf")

    assert on_disk(private_root) == []


def test_add_document_refuses_a_trip_that_is_over_and_a_step_that_is_gone(private_root):
    zoe = SeatFactory()
    step = StepFactory(trip=zoe.trip, by=zoe)
    remove_step(step=step, edit=an_edit(zoe, step))

    with pytest.raises(PartGoneError):
        a_document(zoe, step=step)
    Trip.objects.update(state=TripState.TRAVELLED)
    with pytest.raises(TripOverError):
        a_document(zoe)
    assert on_disk(private_root) == []


def test_a_trip_has_so_many_documents_and_so_much_weight(monkeypatch, settings):
    zoe = SeatFactory()
    document = a_document(zoe)
    settings.TRAVEL_STORIES_DOCUMENTS_WEIGH = 20
    with pytest.raises(TripTooHeavyError):
        a_document(zoe)

    take_out(part=document, edit=an_edit(zoe, document))
    with pytest.raises(TripTooHeavyError):  # what may come back still weighs
        a_document(zoe)
    settings.TRAVEL_STORIES_DOCUMENTS_WEIGH = 200
    monkeypatch.setattr("travel_stories.notebooks.actions.documents.MOST_DOCUMENTS", 1)
    a_document(zoe)
    with pytest.raises(TooManyDocumentsError):
        a_document(zoe)


def test_a_document_is_taken_out_and_brought_back_by_whoever_brought_it():
    zoe = SeatFactory()
    document = a_document(zoe)
    samir = SeatFactory(trip=zoe.trip)

    with pytest.raises(PermissionDenied):
        take_out(part=document, edit=an_edit(samir, document))
    removed = take_out(part=document, edit=an_edit(zoe, document))
    gone = list(Document.objects.present())
    bring_back(part=removed, edit=an_edit(zoe))

    assert gone == []
    assert content_of(Document.objects.present().get()) == b"Ferry at nine"


def test_a_file_goes_a_month_after_its_document_was_taken_out(private_root, time_machine):
    zoe = SeatFactory()
    document, kept = a_document(zoe), a_document(zoe)
    removed = take_out(part=document, edit=an_edit(zoe, document))

    long_after(time_machine, 29)
    forget_documents()
    before = len(on_disk(private_root))
    long_after(time_machine, 2)
    forget_documents()

    assert before == 2
    assert on_disk(private_root) == [kept.file.name.rsplit("/", 1)[-1]]
    with pytest.raises(DocumentGoneError):
        bring_back(part=removed, edit=an_edit(zoe))
    with pytest.raises(DocumentGoneError):
        undo_last(trip=zoe.trip, key=an_edit(zoe).key, by=zoe)


def test_forget_document_is_left_to_the_clock():
    zoe = SeatFactory(organiser=True)
    document = a_document(zoe)

    with pytest.raises(PermissionDenied):
        forget_document(document=document, by=zoe)


def test_files_that_no_document_owns_are_swept_after_a_day(private_root, time_machine):
    kept = a_document(SeatFactory())
    (private_root / "documents" / "ab").mkdir(exist_ok=True, parents=True)
    left = private_root / "documents" / "ab" / "left"
    left.write_text("over")
    time_machine.move_to(left.stat().st_mtime)  # by the clock of the kernel

    forget_documents()
    young = len(on_disk(private_root))
    long_after(time_machine, 2)
    forget_documents()

    assert young == 2
    assert on_disk(private_root) == [kept.file.name.rsplit("/", 1)[-1]]


def test_documents_go_with_a_trip_that_is_forgotten(
    private_root, time_machine, django_capture_on_commit_callbacks
):
    a_document(SeatFactory())
    Trip.objects.update(state=TripState.DELETED, state_since=timezone.now() - timedelta(days=40))

    with django_capture_on_commit_callbacks(execute=True):
        forget_trips()

    assert not Document.objects.exists()
    assert on_disk(private_root) == []


def test_documents_outlive_leaving_and_go_with_the_account(
    private_root, django_capture_on_commit_callbacks
):
    zoe = SeatFactory()
    SeatFactory(trip=zoe.trip, organiser=True)
    a_document(zoe)

    leave_trip(trip=zoe.trip, by=zoe)
    after_leaving = len(on_disk(private_root))
    with django_capture_on_commit_callbacks(execute=True):
        forget_files_of(zoe.person)

    assert after_leaving == 1
    assert on_disk(private_root) == []
    assert not Document.objects.present().exists()


def test_forget_document_twice_is_once():
    document = a_document(SeatFactory())

    for _ in range(2):
        forget_document(document=document, by=SYSTEM)

    assert Document.objects.get().file.name == ""
