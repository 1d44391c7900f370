"""One photograph of an editors' page is reported, and goes alone, wherever the house shows it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Page

from commons.media.models import Photo
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.proactive import decide_proactively, proactive_measures
from commons.moderation.errors import AnotherPersonError, OwnContentError, WaitsAlreadyError
from commons.moderation.models import Case, Copy, Report
from commons.moderation.states import Measure
from commons.notifications.models import Notice
from tests.cms.pages.actions.test_moderation_adapter import an_editor
from tests.factories.accounts import UserFactory
from tests.factories.cms import (
    in_french,
    make_content_page,
    make_destination,
)
from tests.factories.hosting import CommunityFactory
from tests.factories.media import PhotoFactory
from tests.factories.moderation import REPORT_DATA, decided, reported, verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_pages")]


@pytest.fixture
def weir():
    return PhotoFactory(description="The weir", uploaded_by_user=UserFactory())


@pytest.fixture
def page(home, weir):
    """A photograph alone, two side by side, and one beside a voice."""
    ferry, mill, cook = (PhotoFactory(description=one) for one in ("A ferry", "A mill", "A cook"))
    side_by_side = [{"photo": one, "caption": ""} for one in (ferry, mill)]
    return make_content_page(
        home,
        ("photo", {"photo": weir, "caption": "Below"}),
        ("gallery", {"title": "Along the river", "photos": side_by_side}),
        ("portrait", {"photo": cook, "title": "Cook", "words": "I stir.", "who": "Ada"}),
    )


def form_of(kind, key):
    return reverse("moderation:report", args=[kind, key])


def seen_in(client, photo, paths):
    return [path for path in paths if photo.file.name in client.get(path).text]


def test_photographs_of_a_page_are_reportable_in_reading_order(client, page, weir):
    parts = client.get(form_of("page", page.translation_key)).text
    form = client.get(form_of("photo", weir.public_id)).text

    labels = [f"Photo {n}: {words}" for n, words in enumerate(("The weir", "A ferry"), start=1)]
    labels += ["Photo 3: A mill", "Photo 4: A cook"]
    assert sorted(labels, key=parts.index) == labels
    for photo in Photo.objects.all():
        assert form_of("photo", photo.public_id) in parts
    assert page.url in form


def test_a_hidden_photograph_leaves_the_page_and_comes_back(client, page, weir, committed):
    case = reported("photo", weir, by=UserFactory()).case
    before = client.get(page.url).text

    with committed():
        decided(case)
    gone = client.get(page.url).text
    Case.objects.update(state="appealed")
    with committed():
        decided(case, measure=Measure.NONE)

    assert weir.file.name in before
    assert weir.file.name not in gone
    assert "The weir" not in gone
    assert "A ferry" in gone
    assert "The weir" in client.get(page.url).text
    assert (
        form_of("photo", weir.public_id) in client.get(form_of("page", page.translation_key)).text
    )


def test_nothing_that_the_house_remembers_shows_it_to_the_next_reader(
    client, home, index, weir, committed
):
    """Heads of pages, the front door, and cards that are drawn once for everybody."""
    community = CommunityFactory(photo=weir)
    destination = make_destination(index, community)
    destination.photo = home.photo = weir
    for headed in (destination, home):
        headed.save_revision().publish()
    paths = (home.url, destination.url, destination.get_parent().url, community.get_absolute_url())
    before = seen_in(client, weir, paths)
    case = reported("photo", weir, by=UserFactory()).case

    with committed():
        decided(case)

    assert before == list(paths)
    assert seen_in(client, weir, paths) == []


def test_uploader_and_author_of_a_page_never_decide_on_its_photo(home, page, weir):
    author, other = an_editor(home), an_editor(home)
    page.save_revision(user=author).publish()
    elsewhere = an_editor(make_content_page(home, title="Another"), name="Editors elsewhere")
    reporter = UserFactory()

    case = reported("photo", weir, by=reporter).case

    assert [one.recipient for one in Notice.objects.all()] == [other]
    assert list(Case.objects.readable_by(other)) == [case]
    for person in (author, weir.uploaded_by_user, elsewhere, reporter, UserFactory()):
        assert not Case.objects.readable_by(person).exists()
        with pytest.raises(PermissionDenied):
            decided(case, by=person)
    assert list(case.authors.all()) == [weir.uploaded_by_user]


def test_an_appeal_against_a_hidden_photo_is_decided_by_another(client, home, page, weir):
    first, other = an_editor(home), an_editor(home)

    made = decide_proactively(subject=weir, verdict=verdict(), by=first)
    gone = weir.file.name in client.get(page.url).text
    appeal(decision=made, words="It is mine.", by=weir.uploaded_by_user)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=first, measure=Measure.NONE)
    decided(made.case, by=other, measure=Measure.NONE)

    assert not gone
    labels = Notice.objects.filter(template__endswith="statement.txt").values_list(
        "recipient", flat=True
    )
    assert set(labels) == {weir.uploaded_by_user.pk}
    assert "The weir" in client.get(page.url).text


def test_case_of_a_photo_without_uploader_is_for_page_authors(home, page, weir):
    author, other = an_editor(home), an_editor(home)
    page.save_revision(user=author).publish()
    weir.uploaded_by_user = None
    weir.save()

    case = reported("photo", weir, by=UserFactory()).case

    assert list(case.authors.all()) == [author]
    assert Measure.SUSPENDED not in proactive_measures(weir, UserFactory(is_superuser=True))
    assert list(Case.objects.readable_by(other)) == [case]


def test_a_photograph_of_no_public_page_cannot_be_reported(client, home, page, weir):
    french = in_french(page, title="Dit", slug="dit")
    stranger = PhotoFactory()
    page.unpublish()
    still_read = client.get(form_of("photo", weir.public_id)).status_code
    Page.objects.get(pk=french.pk).unpublish()

    assert still_read == 200
    for photo in (weir, stranger):
        assert client.get(form_of("photo", photo.public_id)).status_code == 404
        assert client.post(form_of("photo", photo.public_id), REPORT_DATA).status_code == 404
    assert not Case.objects.exists()


def test_one_that_is_hidden_is_not_reported_or_hidden_again(client, page, weir, committed):
    case = reported("photo", weir, by=UserFactory()).case
    with pytest.raises(WaitsAlreadyError):
        decide_proactively(subject=weir, verdict=verdict(), by=UserFactory(is_superuser=True))

    with committed():
        decided(case)

    assert client.get(form_of("photo", weir.public_id)).status_code == 404
    assert (
        form_of("photo", weir.public_id)
        not in client.get(form_of("page", page.translation_key)).text
    )


def test_nobody_reports_a_photograph_of_their_own(page, weir):
    with pytest.raises(OwnContentError):
        reported("photo", weir, by=weir.uploaded_by_user)

    assert not Case.objects.exists()


def test_a_storm_about_one_photograph_is_one_case_and_one_notice(home, page, weir):
    editor = an_editor(home)

    for number in range(40):
        reported("photo", weir, email=f"reader{number}@example.org")

    counts = [rows.objects.count() for rows in (Case, Copy, Report)]
    assert counts == [1, 1, 40]
    assert [one.recipient for one in Notice.objects.all()] == [editor]
