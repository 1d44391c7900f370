"""PDF files of notebooks and stories, from the press to the file."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from commons.media.choices import Licence
from core.files.pdf import can_make_pdf
from tests.factories.geography import LocalityFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from tests.factories.travel_stories import ItemFactory, SeatFactory, StepFactory, a_document
from tests.travel_stories.notebooks.views.test_exports import STREET, agreed_step  # noqa: F401
from travel_stories.notebooks.actions.account_closure import forget_files_of
from travel_stories.notebooks.actions.booklets import ask_for_story
from travel_stories.notebooks.exports import printable_pages as pages
from travel_stories.notebooks.models.booklets import Booklet
from travel_stories.notebooks.models.documents import private_storage
from travel_stories.notebooks.periodic import forget_booklets, forget_documents
from travel_stories.notebooks.views import booklets as views
from travel_stories.stories.actions.consents import withdraw_consent
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.consents import Mention, PersonShown
from travel_stories.trips.actions.members import leave_trip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_root(tmp_path, monkeypatch):
    """A folder of this test's own."""
    # Two once a test before has changed STORAGES: a field keeps the one that it began with.
    for storage in (private_storage(), Booklet._meta.get_field("file").storage):
        for name in ("base_location", "location"):
            monkeypatch.setitem(storage.__dict__, name, str(tmp_path))


def url_of(name, whose, language="en"):
    with translation.override(language):
        return reverse(f"travel_stories:{name}", args=[whose.address])


@pytest.fixture
def story():
    """A public one, with a photograph that it shows."""
    story = StoryFactory(title="Le long du Cher", language="fr")
    lead = AuthorFactory(story=story, lead=True, credit="Zoé")
    place = LocalityFactory(name="Montrichard", latitude=47.3, longitude=1.2)
    chapter = ChapterFactory(story=story, title="Premier jour", locality=place)
    BlockFactory(chapter=chapter, by=lead, text="<p>Il a plu avec Jeanne toute la nuit.</p>")
    photo = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
    photo.set_photos([(PhotoFactory(description="La rivière"), "Au matin")])
    return published(story)


def files_on_disk():
    storage = private_storage()
    if not storage.exists("booklets"):
        return []
    shelves = storage.listdir("booklets")[0]
    return [name for shelf in shelves for name in storage.listdir(f"booklets/{shelf}")[1]]


def made(client, committed, url, **how):
    with committed():
        answer = client.post(url, **how)
    assert (answer.status_code, answer["Location"]) == (302, url)


def words_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_a_member_takes_the_notebook_along(client, committed, agreed_step):  # noqa: F811
    camille = agreed_step.trip.members.get()
    ItemFactory(checklist__trip=camille.trip, title="Rain coats")
    a_document(camille, step=agreed_step, title="Ticket")
    client.force_login(camille.person)
    url = url_of("notebook-pdf", camille.trip)

    made(client, committed, url)
    page = client.get(url)
    file = client.get(url_of("notebook-pdf-file", camille.trip))

    assert "Refresh" not in page
    assert url_of("notebook-pdf-file", camille.trip) in page.content.decode()
    assert (file["Content-Type"], file["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert file["Content-Disposition"].startswith("attachment")
    words = words_of(file.content)
    for told in ("The mill", STREET, "Rain coats", "Ticket", "Travel notebook"):
        assert told in words
    document = PdfReader(BytesIO(file.content))
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert document.metadata.title == camille.trip.title


def test_the_notebook_speaks_the_language_of_the_page(client, committed):
    zoe = SeatFactory()
    client.force_login(zoe.person)

    made(client, committed, url_of("notebook-pdf", zoe.trip))
    made(client, committed, url_of("notebook-pdf", zoe.trip, "fr"))
    english = client.get(url_of("notebook-pdf-file", zoe.trip))
    french = client.get(url_of("notebook-pdf-file", zoe.trip, "fr"))

    assert english.status_code == 404  # the later one stands over it
    assert "Carnet de voyage" in words_of(french.content)
    assert len(files_on_disk()) == 1


def test_a_companion_finds_no_address_of_a_host_in_theirs(client, committed, agreed_step):  # noqa: F811
    zoe = SeatFactory(trip=agreed_step.trip)
    for member in agreed_step.trip.members.all():
        client.force_login(member.person)
        made(client, committed, url_of("notebook-pdf", zoe.trip))

    file = client.get(url_of("notebook-pdf-file", zoe.trip))

    assert "The mill" in words_of(file.content)
    assert STREET not in words_of(file.content)
    keeper = agreed_step.trip.members.get(person=agreed_step.request.guest)
    assert f"ask {keeper.name}, who made the agreement" in words_of(file.content).replace("\n", " ")


def test_a_long_notebook_has_pages_with_numbers(client, committed):
    zoe = SeatFactory(trip__days=10, trip__starts_on=date(2027, 5, 1))
    for number in range(60):
        StepFactory(trip=zoe.trip, by=zoe, title=f"Step {number}", day=number % 10 + 1)
    client.force_login(zoe.person)

    made(client, committed, url_of("notebook-pdf", zoe.trip))
    file = client.get(url_of("notebook-pdf-file", zoe.trip))

    document = PdfReader(BytesIO(file.content))
    count = len(document.pages)
    assert count >= 3
    assert f"2 / {count}" in document.pages[1].extract_text()
    assert zoe.trip.title in document.pages[1].extract_text()


def test_what_changed_since_is_made_anew(client, committed):
    zoe = SeatFactory(organiser=True)
    client.force_login(zoe.person)
    url = url_of("notebook-pdf", zoe.trip)
    made(client, committed, url)
    StepFactory(trip=zoe.trip, by=zoe, title="The ferry")

    page = client.get(url)
    stale = client.get(url_of("notebook-pdf-file", zoe.trip))
    made(client, committed, url)
    fresh = client.get(url_of("notebook-pdf-file", zoe.trip))

    assert "has changed since" in page.content.decode()
    assert stale.status_code == 404
    assert "The ferry" in words_of(fresh.content)
    assert len(files_on_disk()) == 1


def test_while_it_is_made_the_page_looks_again(client):
    zoe = SeatFactory()
    client.force_login(zoe.person)
    url = url_of("notebook-pdf", zoe.trip)

    for _press in range(2):
        client.post(url)  # nothing commits here: the job doesn't run
    page = client.get(url)

    assert (page.status_code, page["Refresh"]) == (200, "2")
    assert "We’re making your PDF." in page.content.decode()
    booklet = Booklet.objects.get()
    assert booklet.is_being_made


def test_a_job_that_never_came_back_may_be_asked_for_again(client, time_machine):
    zoe = SeatFactory()
    client.force_login(zoe.person)
    client.post(url_of("notebook-pdf", zoe.trip))

    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    page = client.get(url_of("notebook-pdf", zoe.trip))

    assert "Refresh" not in page
    assert "Create the PDF" in page.content.decode()


def test_only_members_come_near_a_notebook(client, committed):
    zoe = SeatFactory()
    SeatFactory(trip=zoe.trip, organiser=True)
    stranger = SeatFactory()
    client.force_login(zoe.person)
    made(client, committed, url_of("notebook-pdf", zoe.trip))

    names = ("notebook-pdf", "notebook-pdf-file")
    leave_trip(trip=zoe.trip, by=zoe)
    after = [client.get(url_of(name, zoe.trip)).status_code for name in names]
    client.force_login(stranger.person)
    foreign = [client.get(url_of(name, zoe.trip)).status_code for name in names]
    foreign.append(client.post(url_of("notebook-pdf", zoe.trip)).status_code)

    assert (after, foreign) == ([404, 404], [404, 404, 404])


def test_anybody_takes_a_public_story_along(client, committed, story):
    url = url_of("story-pdf", story)

    made(client, committed, url)
    file = client.get(url_of("story-pdf-file", story))

    document = PdfReader(BytesIO(file.content))
    words = words_of(file.content)
    for told in (
        "Le long du Cher",
        "Premier jour",
        "toute la nuit",
        "Au matin",
        "Zoé",
        "licenses/by-sa/4.0",
    ):
        assert told in words
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert (document.metadata.title, document.metadata.author) == ("Le long du Cher", "Zoé")
    assert len({image.data for page in document.pages for image in page.images}) == 1
    links = [
        note.get_object()["/A"]["/URI"]
        for page in document.pages
        for note in page.get("/Annots", ())
    ]
    assert any(f"-{story.public_id}/" in link for link in links)


def test_its_page_has_the_button_where_pdf_can_be_made(client, story, monkeypatch):
    url = url_of("story-pdf", story, story.language)

    assert can_make_pdf()
    with translation.override("fr"):
        there = client.get(story.get_absolute_url()).content.decode()
        monkeypatch.setattr(
            "travel_stories.stories.templatetags.booklets.can_make_pdf", lambda: False
        )
        gone = client.get(story.get_absolute_url()).content.decode()

    assert (url in there, url in gone) == (True, False)


def test_where_none_can_be_made_the_address_says_so(client, story, monkeypatch):
    monkeypatch.setattr(views, "can_make_pdf", lambda: False)
    monkeypatch.setattr("travel_stories.notebooks.actions.booklets.can_make_pdf", lambda: False)

    page = client.get(url_of("story-pdf", story))
    pressed = client.post(url_of("story-pdf", story), follow=True)

    assert page.status_code == 404
    assert "can’t make PDF files" in page.content.decode()
    assert "can’t make PDF files" in pressed.content.decode()
    assert not Booklet.objects.exclude(asked_at=None).exists()


def test_a_word_taken_back_counts_at_once(client, committed, story):
    block = story.chapters.first().blocks.first()
    jeanne = PersonShown.objects.create(
        story=story, name="Jeanne", email="jeanne@example.org", added_by=story.authors.get().person
    )
    made(client, committed, url_of("story-pdf", story))
    before = client.get(url_of("story-pdf-file", story))
    Mention.objects.create(shown=jeanne, part=block.public_id)

    withdraw_consent(shown=jeanne)
    stale = client.get(url_of("story-pdf-file", story))
    made(client, committed, url_of("story-pdf", story))
    after = client.get(url_of("story-pdf-file", story))

    assert "Jeanne" in words_of(before.content)
    assert stale.status_code == 404
    assert "Jeanne" not in words_of(after.content)


@pytest.mark.parametrize("how", ["draft", "all rights reserved"])
def test_no_pdf_of_what_nobody_may_build_on(client, story, how):
    if how == "draft":
        story.edition = None
        story.save()
    else:
        story.licence = Licence.ALL_RIGHTS
        story.save()
        published(story)

    answers = [client.get(url_of(name, story)) for name in ("story-pdf", "story-pdf-file")]
    answers.append(client.post(url_of("story-pdf", story)))

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_book_without_end_is_refused_before_anybody_works(client, story, monkeypatch):
    monkeypatch.setattr(pages, "MOST_SIGNS", 100)

    answer = client.post(url_of("story-pdf", story), follow=True)

    assert "too long for one PDF" in answer.content.decode()
    assert not Booklet.objects.exclude(asked_at=None).exists()


def test_presses_from_one_address_are_limited(client, story):
    statuses = {client.post(url_of("story-pdf", story)).status_code for _press in range(21)}

    assert statuses == {302, 429}


def test_the_clock_throws_old_ones_away(client, committed, story, time_machine):
    made(client, committed, url_of("story-pdf", story))
    before = len(files_on_disk())

    with committed():
        forget_booklets()
    young = len(files_on_disk())
    time_machine.move_to(timezone.now() + timedelta(days=8))
    with committed():
        forget_booklets()

    assert (before, young, files_on_disk()) == (1, 1, [])
    assert not Booklet.objects.exists()


def test_the_daily_sweep_leaves_those_that_are_kept(client, committed, story, time_machine):
    made(client, committed, url_of("story-pdf", story))

    time_machine.move_to(timezone.now() + timedelta(days=3))
    forget_documents()
    kept = len(files_on_disk())
    Booklet.objects.all().delete()
    forget_documents()

    assert (kept, files_on_disk()) == (1, [])


def test_a_notebook_goes_with_the_account(client, committed):
    zoe = SeatFactory()
    client.force_login(zoe.person)
    made(client, committed, url_of("notebook-pdf", zoe.trip))

    with committed():
        forget_files_of(zoe.person)

    assert files_on_disk() == []
    assert not Booklet.objects.exists()


def test_ask_for_story_twice_makes_one(story, committed):
    with committed() as waiting:
        for _press in range(2):
            ask_for_story(story=story)

    assert Booklet.objects.count() == 1
    assert len(waiting) == 1
