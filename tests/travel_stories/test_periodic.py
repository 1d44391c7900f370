"""A trip or story that fails holds up no other."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.factories.itineraries import ItineraryFactory
from tests.factories.stories import AuthorFactory, StoryFactory
from tests.factories.travel_stories import (
    InvitationFactory,
    SeatFactory,
    TripFactory,
    a_document,
    a_poll,
)
from tests.poison import assert_one_failed, poison, read_log
from travel_stories.itineraries import periodic as itineraries
from travel_stories.notebooks import periodic as notebooks
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.models.documents import FOLDER, Document, private_storage
from travel_stories.stories import periodic as stories
from travel_stories.stories.models.authors import AuthorInvitation
from travel_stories.trip_decisions import periodic as decisions
from travel_stories.trips import periodic as trips
from travel_stories.trips.states import TripState

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=400)


@pytest.fixture(autouse=True)
def private_root(tmp_path, monkeypatch):
    """A folder of this test's own."""
    # Two once a test before has changed STORAGES: a field keeps the one that it began with.
    for storage in (private_storage(), Document._meta.get_field("file").storage):
        for name in ("base_location", "location"):
            monkeypatch.setitem(storage.__dict__, name, str(tmp_path))


def make_past_trip():
    return TripFactory(state=TripState.SETTLED, starts_on=date(2020, 5, 4))


def make_deleted(factory):
    row = factory(state="deleted")
    type(row).objects.filter(pk=row.pk).update(state_since=timezone.now() - LONG_AGO)
    return row


def make_overdue_poll():
    poll = a_poll(SeatFactory(), "Loches", "Tours")
    type(poll).objects.update(closes_at=timezone.now())
    return poll


def make_removed_document():
    document = a_document(SeatFactory())
    Document.objects.update(removed_at=timezone.now() - LONG_AGO)
    return document


def make_old_booklet():
    asked_at = timezone.now() - LONG_AGO
    return Booklet.objects.create(story=StoryFactory(), language="en", asked_at=asked_at)


def make_expired_invitation():
    return InvitationFactory(expires_at=timezone.now() - LONG_AGO, email="a@example.org")


def make_expired_author_invitation():
    author = AuthorFactory()
    return AuthorInvitation.objects.create(
        story=author.story,
        by=author,
        role="writer",
        email="a@example.org",
        expires_at=timezone.now() - LONG_AGO,
    )


CASES = {
    "forget_author_invitations": (stories, "delete_row", make_expired_author_invitation),
    "forget_invitations": (trips, "delete_row", make_expired_invitation),
    "complete_trips": (trips, "complete_trip", make_past_trip),
    "forget_trips": (trips, "forget_trip", lambda: make_deleted(TripFactory)),
    "forget_stories": (stories, "forget_story", lambda: make_deleted(StoryFactory)),
    "forget_itineraries": (itineraries, "forget_itinerary", lambda: make_deleted(ItineraryFactory)),
    "close_polls": (decisions, "close_overdue_poll", make_overdue_poll),
    "forget_booklets": (notebooks, "forget_booklet", make_old_booklet),
    "forget_documents": (notebooks, "forget_document", make_removed_document),
}


@pytest.mark.parametrize("job", CASES)
def test_each_job_survives_a_failed_row(job, monkeypatch, failed_rows):
    module, action, make = CASES[job]
    rows = [make(), make()]
    keys = {row.pk for row in rows}
    tried, done = poison(monkeypatch, module, action)

    failed = getattr(module, job)()

    assert_one_failed(failed_rows, type(rows[0]), tried[0])
    assert failed == 1
    assert set(tried) == keys
    assert done == tried[1:]


def test_each_job_of_trips_and_stories_is_among_the_cases():
    modules = (decisions, itineraries, notebooks, stories, trips)
    named = (pair for module in modules for pair in vars(module).items())
    jobs = {name for name, job in named if hasattr(job, "delay")}

    assert jobs == set(CASES)


def test_forget_documents_goes_on_after_a_file_that_cannot_be_deleted(settings, failed_rows):
    """By real data: where a file should be stands a link that leads nowhere."""
    settings.MEDIA_SWEEP_AFTER = timedelta()
    storage = private_storage()
    loose = storage.save(f"{FOLDER}/ab/{uuid4().hex}", ContentFile(b"never committed"))
    broken = f"{FOLDER}/ab/{uuid4().hex}"
    Path(storage.path(broken)).symlink_to("nowhere")

    failed = notebooks.forget_documents()

    assert read_log(failed_rows) == [
        f"failed for {broken} with FileNotFoundError",
        "failed for 1 of 2 rows",
    ]
    assert failed == 1
    assert not storage.exists(loose)
