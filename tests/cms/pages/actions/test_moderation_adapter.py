"""A page of editors: reported by readers, unpublished by whoever may, back as it was."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from cms.pages.models import ContentPage, HomePage
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.errors import AnotherPersonError, MeasureNotOpenError
from commons.moderation.models import Case
from commons.moderation.states import Measure
from commons.notifications.models import Notice
from tests.cms.pages.test_editing import pasted
from tests.factories.accounts import UserFactory
from tests.factories.cms import in_french, make_content
from tests.factories.moderation import REPORT_DATA, decided, reported, verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("charter")]


@pytest.fixture(scope="module")
def charter(standing_pages):
    return make_content(HomePage.objects.get()).pk


@pytest.fixture
def page(charter):
    return ContentPage.objects.get(pk=charter)


def an_editor(below, name="Editors of the valley", codename="publish_page"):
    """May publish below a page, and nothing else."""
    group, _ = Group.objects.get_or_create(name=name)
    right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.get_or_create(group=group, page=below, permission=right)
    person = UserFactory()
    person.groups.add(group)
    return person


def report_of(page):
    return reverse("moderation:report", args=["page", page.translation_key])


def test_a_page_is_reported_by_a_reader_and_its_editors_hear_it(client, home, page):
    editor = an_editor(home)

    shown = client.get(page.url).text
    form = client.get(report_of(page)).text
    answer = client.post(
        report_of(page), REPORT_DATA | {"email": "ada@example.org", "good_faith": "on"}
    )

    assert report_of(page) in shown
    assert "an editorial page" in form
    assert answer.status_code == 302
    case = Case.objects.get()
    assert ["text", "People first."] in case.copies.get().content
    assert Notice.objects.get().recipient == editor
    assert list(Case.objects.readable_by(editor)) == [case]


def test_the_page_goes_for_the_next_reader_and_comes_back_as_it_was(client, home, page):
    case = reported("page", Page.objects.get(pk=page.pk), by=UserFactory()).case

    decided(case, by=an_editor(home))
    gone = client.get(page.url).status_code
    Case.objects.update(state="appealed")
    decided(case, measure=Measure.NONE)

    assert gone == 404
    assert "People first." in client.get(page.url).text
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes


def test_a_newer_draft_is_not_what_comes_back(client, home, page):
    page.title = "A draft"
    page.save_revision()
    case = reported("page", Page.objects.get(pk=page.pk), by=UserFactory()).case

    decided(case)
    Case.objects.update(state="appealed")
    decided(case, measure=Measure.NONE)

    assert "Charter" in client.get(page.url).text
    assert "A draft" not in client.get(page.url).text


def test_what_is_hidden_is_published_by_no_door(client, home, page):
    decided(reported("page", Page.objects.get(pk=page.pk), by=UserFactory()).case)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    fields = pasted(page, "<p>People first.</p>")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    page.save_revision().publish()
    after_the_clock = Page.objects.get(pk=page.pk).live
    answer = client.post(url, fields | {"action-publish": "1"}, follow=True)

    assert not after_the_clock
    assert "hidden by a moderation decision" in answer.text
    assert not Page.objects.get(pk=page.pk).live


def test_whoever_wrote_in_it_or_may_not_publish_there_never_decides(home, page):
    author, other = an_editor(home), an_editor(home)
    page.save_revision(user=author)
    writes_only = an_editor(home, name="Writers", codename="change_page")
    elsewhere = an_editor(make_content(home, title="Another"), name="Editors elsewhere")
    bare = Page.objects.get(pk=page.pk)

    for person in (author, writes_only, elsewhere, UserFactory()):
        with pytest.raises(PermissionDenied):
            decide_proactively(subject=bare, verdict=verdict(), by=person)
    made = decide_proactively(subject=bare, verdict=verdict(), by=other)
    appeal(decision=made, words="It is true.", by=author)
    with pytest.raises(AnotherPersonError):
        decided(made.case, by=other, measure=Measure.NONE)
    decided(made.case, measure=Measure.NONE)

    assert Page.objects.get(pk=page.pk).live


def test_the_translation_that_was_read_is_the_one_that_goes(client, page):
    french = in_french(page, title="Charte", slug="charte")

    case = reported("page", Page.objects.get(pk=french.pk), by=UserFactory()).case
    decided(case)

    assert Page.objects.get(pk=page.pk).live
    assert not Page.objects.get(pk=french.pk).live


def test_a_draft_and_no_page_cannot_be_reported(client, home, page):
    page.unpublish()

    for url in (report_of(page), reverse("moderation:report", args=["page", "x"])):
        assert client.get(url).status_code == 404


def test_the_home_page_is_reported_and_changed_but_never_hidden(client, home):
    case = reported("page", Page.objects.get(pk=home.pk), by=UserFactory()).case

    for measure in (Measure.HIDDEN, Measure.REMOVED):
        with pytest.raises(MeasureNotOpenError):
            decided(case, measure=measure)
    decided(case, measure=Measure.ASKED)

    assert report_of(home) in client.get(home.url).text
