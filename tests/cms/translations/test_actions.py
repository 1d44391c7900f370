"""Who only writes hands in; somebody else reads and publishes; nothing else opens on the way."""

import pytest
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from cms.pages.models import ContentPage
from commons.audit.models import AuditEntry
from commons.media.models import Photo, library
from commons.notifications.models import Notice
from tests.cms.pages.test_editing import pasted
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content, make_home, make_reader, make_writer
from tests.factories.media import PhotoFactory

pytestmark = pytest.mark.django_db

CLOSED = (
    *("wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index"),
    *("wagtailadmin_workflows:index", "wagtailadmin_collections:index"),
    *("wagtailredirects:index", "audit_report", "security_report", "outbox_report"),
)


@pytest.fixture
def writer():
    return make_writer(display_name="Maud")


@pytest.fixture
def reader():
    return make_reader(display_name="Aurélien")


@pytest.fixture
def page():
    return make_content(make_home())


@pytest.fixture
def as_writer(client, writer):
    client.force_login(writer)
    return client


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def hand_in(client, page, words="Everybody first."):
    form = pasted(page, f"<p>{words}</p>") | {"action-submit": "1"}
    return client.post(edit(page), form, follow=True)


def answer(client, page, action, comment=""):
    """As a reader does from the list of what waits."""
    step = Page.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])
    return client.post(url, {"comment": comment})


def notices(person):
    return list(Notice.objects.filter(recipient=person).values_list("template", "data"))


def read(client, page):
    client.logout()
    return client.get(page.url).text


def test_what_is_handed_in_is_read_by_somebody_else_and_published(as_writer, page, writer, reader):
    hand_in(as_writer, page)
    before = read(as_writer, page)
    as_writer.force_login(reader)

    answer(as_writer, page, "approve")

    assert "Everybody first." not in before
    assert "Everybody first." in read(as_writer, page)
    assert notices(reader) == [("pages/email/page_submitted.txt", {"writer": "Maud"})]
    assert notices(writer) == [("pages/email/page_published.txt", {"reader": "Aurélien"})]
    last = AuditEntry.objects.filter(verb="page.published").last()
    assert (last.actor, last.subject) == (reader, ContentPage.objects.get())


def test_a_reader_asks_for_a_change_and_the_writer_hands_in_again(as_writer, page, writer, reader):
    hand_in(as_writer, page)
    as_writer.force_login(reader)
    answer(as_writer, page, "reject", "Who is everybody?")
    as_writer.force_login(writer)

    hand_in(as_writer, page, "The guests first.")

    assert notices(writer) == [("pages/email/page_sent_back.txt", {"reader": "Aurélien"})]
    assert Notice.objects.get(recipient=writer).mail_words == {"reason": "Who is everybody?"}
    assert len(notices(reader)) == 2
    assert Page.objects.get(pk=page.pk).workflow_in_progress
    assert "first." in read(as_writer, page)
    assert "guests" not in read(as_writer, page)


def test_a_reader_who_publishes_from_the_editor_tells_the_writer_too(
    as_writer, page, writer, reader
):
    hand_in(as_writer, page)
    as_writer.force_login(reader)

    as_writer.post(edit(page), pasted(page, "<p>Everybody.</p>") | {"action-publish": "1"})

    assert notices(writer) == [("pages/email/page_published.txt", {"reader": "Aurélien"})]
    assert not WorkflowState.objects.filter(status="in_progress").exists()


def test_a_reader_who_hands_in_is_told_of_it_by_nobody(client, page, reader):
    client.force_login(reader)

    hand_in(client, page)
    answer(client, page, "approve")

    assert notices(reader) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_button_speaks_the_language_of_the_writer(client, page, language):
    client.force_login(make_writer(language=language))

    shown = client.get(edit(page)).text

    assert {"fr": "Soumettre à relecture", "en": "Submit for review"}[language] in shown
    assert "Relecture ·" not in shown


def test_a_writer_publishes_nothing(as_writer, page):
    as_writer.post(edit(page), pasted(page, "<p>At once.</p>") | {"action-publish": "1"})

    assert "action-publish" not in as_writer.get(edit(page)).text
    assert "At once." not in read(as_writer, page)
    assert "At once." in str(Page.objects.get(pk=page.pk).get_latest_revision().content)


@pytest.mark.parametrize("action", ["unpublish", "delete", "move", "lock", "unlock"])
def test_a_writer_leaves_what_is_published_where_it_is(as_writer, page, action):
    url = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])

    shown, done = as_writer.get(url), as_writer.post(url)

    assert done["Location"] == reverse("wagtailadmin_home")
    assert shown.status_code in (302, 405)
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.locked) == (True, False)


def test_a_writer_deletes_a_draft(as_writer, page):
    page.unpublish()

    as_writer.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_writer_answers_nothing(as_writer, page):
    hand_in(as_writer, page)

    answer(as_writer, page, "approve")

    assert "Everybody first." not in read(as_writer, page)


@pytest.mark.parametrize("locked", [True, False], ids=["locked", "being read"])
def test_what_somebody_else_holds_is_not_written_in(as_writer, page, reader, locked):
    if locked:
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=reader)
    else:
        hand_in(as_writer, page)

    as_writer.post(edit(page), pasted(page, "<p>Meanwhile.</p>"))

    assert "Meanwhile." not in str(Page.objects.get(pk=page.pk).get_latest_revision().content)


@pytest.mark.parametrize("name", CLOSED)
def test_admin_is_closed_to_a_writer(as_writer, name):
    answered = as_writer.get(reverse(name))

    assert answered.status_code in (302, 403)
    assert answered.get("Location", reverse("wagtailadmin_home")) == reverse("wagtailadmin_home")


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_a_writer_changes_no_photograph_of_somebody_else(as_writer, action):
    photo = PhotoFactory(collection=library())

    answered = as_writer.post(
        reverse(f"wagtailimages:{action}", args=[photo.pk]), {"title": "Mine"}
    )

    assert answered["Location"] == reverse("wagtailadmin_home")
    assert Photo.objects.get().title == photo.title


def test_a_writer_changes_their_own_photographs(writer):
    own = PhotoFactory(uploaded_by_user=writer, collection=library())

    policy = policy_registry.get_by_type(Photo)

    assert policy.user_has_permission_for_instance(writer, "change", own)
    assert policy.user_has_permission_for_instance(writer, "delete", own)


def test_somebody_who_is_no_editor_hands_nothing_in(client, page):
    client.force_login(UserFactory())

    hand_in(client, page)

    assert not WorkflowState.objects.exists()


def test_the_history_of_a_page_says_who_did_what(as_writer, page, reader):
    hand_in(as_writer, page)
    history = reverse("wagtailadmin_pages:history", args=[page.pk])
    as_writer.force_login(reader)
    answer(as_writer, page, "approve")
    as_writer.force_login(make_writer())

    editor, log = as_writer.get(edit(page)).text, as_writer.get(history).text

    assert history in editor
    assert all(name in log for name in ("Maud", "Aurélien"))
