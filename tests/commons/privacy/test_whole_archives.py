"""What each package brings to an archive, and what each takes out of one."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from commons.notifications.models import Notice
from commons.privacy.actions.imports import check_archive, confirm_import
from commons.privacy.exports import write_archive
from commons.privacy.models import ArchiveImport
from commons.privacy.personal_data import export_of
from commons.privacy.registries.archive_files import files_of
from core.files.bagit import read_bag
from core.files.upload_quotas import UPLOAD_QUOTAS
from hosting.offers.models.offers import Offer
from hosting.requests.models.saved_replies import SavedReply
from search.saved.models import SavedSearch
from tests.core.files.test_bagit import a_bag
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, MembershipFactory, StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.search import SavedSearchFactory
from tests.factories.stories import AuthorFactory, BlockFactory, ChapterFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, a_document
from tests.quotas import limit
from travel_stories.stories.models.stories import Story
from travel_stories.trips.models.trips import Trip

pytestmark = pytest.mark.django_db
SCRIPTS = (  # without a quotation mark, as they stand between those of JSON
    "<p>It rained.<script>alert(1)//</script><img src=x onerror=alert(1)>"
    "<a href='javascript:alert(1)'>here</a><svg onload=alert(1)></svg></p>"
)
TITLE = "First <script>alert(2)</script>"


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to("2027-03-01 12:00 +0000")


def packed(person):
    """The archive of a person, as the job writes it."""
    out = BytesIO()
    write_archive(
        out,
        owner=person.public_id,
        records=export_of(person),
        files=files_of(person),
        at=timezone.now(),
    )
    return out.getvalue()


def ada_with_everything():
    """A host who travels and writes: an offer, an agreement, a trip, a story."""
    ada = UserFactory(display_name="Ada")
    StayFactory(host=ada, title="The mill", words="By the river.")
    AgreementFactory(request__guest=ada)
    SavedReply.objects.create(host=ada, title="Yes", body="You’re welcome.")
    SavedSearchFactory(owner=ada, name="Mills", query="q=mill", mails=True)
    seat = SeatFactory(person=ada, trip__title="Along the Cher", trip__starts_on=date(2027, 5, 3))
    StepFactory(trip=seat.trip, title="Night in Bléré", day=1)
    a_document(seat, title="Ferry")
    author = AuthorFactory(person=ada, story__title="Two wheels")
    chapter = ChapterFactory(story=author.story, title="First day")
    BlockFactory(chapter=chapter, text="<p>It rained.</p>")
    photo = PhotoFactory(uploaded_by_user=ada, description="A wet road")
    BlockFactory(chapter=chapter, kind="photo").set_photos([(photo, "Rain")])
    return ada, photo


def imported(person, content, committed):
    archive = check_archive(file=ContentFile(content, name="a.zip"), by=person)
    outcomes = {(code, item["outcome"]) for code, item in archive.outcomes}
    if archive.has_news:
        with committed():
            confirm_import(archive=archive, by=person)
        archive.refresh_from_db()
        assert (archive.state, archive.refusal) == ("done", "")
    return outcomes


def test_archive_holds_files_of_every_kind():
    ada, photo = ada_with_everything()

    files = read_bag(packed(ada)).files

    endings = {(path.partition("/")[0], path.rpartition(".")[2]) for path in files}
    assert endings == {
        *(("README.txt", "txt"), ("records", "jsonl"), ("photos", "jpg"), ("documents", "txt")),
        *(("calendars", "ics"), ("trips", "json"), ("trips", "gpx")),
        *(("stories", "md"), ("stories", "html"), ("stories", "json")),
    }
    assert Image.open(BytesIO(files[f"photos/{photo.public_id}.jpg"])).getexif() == {}
    html = next(text.decode() for path, text in files.items() if path.endswith(".html"))
    assert "<p>It rained.</p>" in html
    calendars = b"".join(text for path, text in files.items() if path.endswith(".ics"))
    assert calendars.count(b"BEGIN:VCALENDAR") == 2
    assert "Night in Bléré".encode() in calendars.replace(b"\r\n ", b"")


def test_import_brings_drafts_without_a_word_to_anybody_and_once(committed):
    ada, _photo = ada_with_everything()
    content = packed(ada)
    new = MembershipFactory(person__display_name="Ada B").person
    told = (Notice.objects.count(), len(mail.outbox))

    first = imported(new, content, committed)
    again = imported(new, content, committed)

    parts = {"offers", "saved_replies", "searches", "stories", "trips"}
    assert {code for code, outcome in first if outcome == "new"} == parts
    assert {code for code, outcome in again if outcome == "known"} == parts
    assert {outcome for _code, outcome in again} == {"known"}
    offer = Offer.objects.of_host(new).get()
    assert (offer.title, offer.live, offer.specific.words) == ("The mill", False, "By the river.")
    story = Story.objects.of_author(new).get()
    rain, road = story.chapters.get(removed_at=None).blocks.order_by("rank")
    assert (story.title, story.edition, rain.text) == ("Two wheels", None, "<p>It rained.</p>")
    assert [one.photo.description for one in road.photos.all()] == ["A wet road"]
    trip = Trip.objects.of_person(new).get()
    assert [step.title for step in trip.steps.all()] == ["Night in Bléré"]
    assert [seat.person for seat in trip.members.all()] == [new]
    assert SavedSearch.objects.get(owner=new).mails is False
    assert SavedReply.objects.get(host=new).title == "Yes"
    assert (Notice.objects.count(), len(mail.outbox)) == told


def test_photographs_of_an_import_count_as_no_uploads(committed, settings):
    ada, _photo = ada_with_everything()
    new = MembershipFactory(person__display_name="Ada B").person
    archive = check_archive(file=ContentFile(packed(ada), name="a.zip"), by=new)
    limit(settings, drafts=0, **dict.fromkeys(UPLOAD_QUOTAS, 0))

    with committed():
        confirm_import(archive=archive, by=new)

    archive.refresh_from_db()
    assert (archive.state, archive.refusal) == ("done", "")


def test_contacts_in_an_imported_offer_are_left_out(committed):
    ada = MembershipFactory().person
    row = {"kind": "stay", "title": "Mill, call +33 6 12 34 56 78", "language": "en"}
    row["words"] = "Write to me@example.org, or ring at 7 bis, rue du Moulin."
    content = a_bag(
        {"records/hosting/offers.jsonl": json.dumps(row).encode()},
        **{"Hirondelle-Archive-Version": "1"},
    )

    first, again = (imported(ada, content, committed) for _time in range(2))

    offer = Offer.objects.of_host(ada).get().specific
    assert (first, again) == ({("offers", "new")}, {("offers", "known")})
    assert offer.title == "Mill, call […]"
    assert offer.words == "Write to […], or ring at […] du Moulin."


def test_scripts_in_an_imported_story_are_gone(committed, client):
    """Its words are cleaned as if they were written here; what was only words stays words."""
    ada, _photo = ada_with_everything()
    files = read_bag(packed(ada)).files
    (path,) = (path for path in files if path.startswith("stories/") and path.endswith(".json"))
    story = json.loads(files[path])
    as_text = json.dumps(story).replace("<p>It rained.</p>", SCRIPTS).replace("First day", TITLE)
    content = a_bag({path: as_text.encode()}, **{"Hirondelle-Archive-Version": "1"})
    new = UserFactory()

    imported(new, content, committed)
    client.force_login(new)
    draft = Story.objects.of_author(new).get()
    page = client.get(draft.workshop_url).text

    words = draft.chapters.get(removed_at=None).blocks.exclude(text="").get().text
    assert "It rained." in words
    for attack in ("<script", "onerror", "javascript:", "<img", "<svg", "alert(1)//"):
        assert attack not in words
    assert "<script>alert(2)" not in page
    assert "&lt;script&gt;alert(2)" in page


@pytest.mark.parametrize(
    ("folder", "data"),
    [
        pytest.param("trips", b"{}", id="no-trip"),
        pytest.param("trips", b"[" * 100_000, id="endless"),
        pytest.param(
            "stories",
            b'{"format": "hirondelle-story", "version": 2, "title": "x"}',
            id="newer-story",
        ),
    ],
)
def test_import_refuses_files_of_another_version(folder, data, committed, client):
    content = a_bag({f"{folder}/a-7k3m9xqa.json": data}, **{"Hirondelle-Archive-Version": "1"})
    client.force_login(UserFactory())

    answer = client.post(reverse("privacy:import"), {"file": ContentFile(content, name="a.zip")})

    assert answer.status_code == 422
    assert "can’t read the records" in answer.content.decode()
    assert list(ArchiveImport.objects.all()) == []


def test_import_leaves_offers_out_where_there_is_no_community(committed):
    ada, _photo = ada_with_everything()

    outcomes = imported(UserFactory(), packed(ada), committed)

    assert ("offers", "left_out") in outcomes
