"""Translations by somebody who writes and doesn't publish."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, WorkflowPage
from wagtail_localize.models import StringTranslation, Translation

from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content, make_home, make_reader, make_writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    Locale.objects.get_or_create(language_code="fr")
    return make_content(make_home())


@pytest.fixture
def as_writer(client):
    client.force_login(make_writer())
    return client


@pytest.fixture
def translation(as_writer, page):
    """Begun by a writer, with a word of theirs."""
    french = Locale.objects.get(language_code="fr")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    as_writer.post(url, {"locales": [french.pk]})
    translation = Translation.objects.get(
        target_locale=french, source__object_id=page.translation_key
    )
    segment = translation.source.stringsegment_set.get(string__data="People first.")
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=french,
        context=segment.context,
        data="D’abord les gens.",
    )
    return translation


def target(translation):
    return Page.objects.get(pk=translation.get_target_instance().pk)


def hand_in(client, translation):
    return client.post(reverse("cms_translation_hand_in", args=[translation.pk]), follow=True)


def publish(translation):
    translation.save_target(publish=True)


def test_a_translation_begins_as_a_draft(translation, client, page):
    assert not target(translation).live


def test_a_writer_publishes_no_translation(as_writer, translation):
    editor = reverse("wagtailadmin_pages:edit", args=[target(translation).pk])

    as_writer.post(editor, {"action": "publish"})

    assert not target(translation).live


@pytest.mark.parametrize(("make", "is_shown"), [(make_writer, False), (make_reader, True)])
def test_bringing_up_to_date_publishes_by_whoever_may(
    client, committed, translation, make, is_shown
):
    client.force_login(make())
    url = reverse("wagtail_localize:update_translations", args=[translation.source.pk])

    with committed():
        client.post(url, {"publish_translations": "on"})

    assert target(translation).live == is_shown


@pytest.mark.parametrize(("make", "is_alias"), [(make_writer, False), (make_reader, True)])
def test_original_replaces_a_translation_by_who_may(client, translation, make, is_alias):
    client.force_login(make())
    page = target(translation)

    client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))

    assert (Page.objects.get(pk=page.pk).alias_of_id is not None) == is_alias


def test_a_translation_is_handed_in_with_its_words_and_published(as_writer, translation):
    reader = make_reader()

    hand_in(as_writer, translation)
    draft = target(translation)
    as_writer.force_login(reader)
    step = draft.current_workflow_task_state
    answer = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", step.pk])
    as_writer.post(answer)

    assert list(Notice.objects.filter(recipient=reader).values_list("template", flat=True)) == [
        "pages/email/page_submitted.txt"
    ]
    as_writer.logout()
    assert "D’abord les gens." in as_writer.get(target(translation).url).text


def test_a_translation_is_handed_in_once(as_writer, translation):
    hand_in(as_writer, translation)

    again = hand_in(as_writer, translation)

    assert (
        "Someone is already reviewing this page. You can submit your "
        "translation once they’ve finished." in again.text
    )
    assert target(translation).workflow_states.count() == 1


def test_a_translation_that_nobody_would_read_is_not_handed_in(as_writer, translation):
    WorkflowPage.objects.all().delete()

    assert "No one has permission to review pages yet." in hand_in(as_writer, translation).text
    assert not target(translation).workflow_in_progress


def test_a_translation_is_handed_in_by_an_editor_only(client, translation):
    client.force_login(UserFactory())

    hand_in(client, translation)

    assert not target(translation).workflow_in_progress


@pytest.mark.parametrize(("make", "offered"), [(make_writer, True), (make_reader, False)])
def test_who_may_not_publish_is_offered_to_hand_in(client, translation, make, offered):
    client.force_login(make(language="en"))

    shown = client.get(reverse("wagtailadmin_pages:edit", args=[target(translation).pk])).text

    assert ("Submit for review" in shown) == offered


def test_the_button_that_publishes_keeps_its_words_apart(client):
    client.force_login(make_reader(language="fr"))

    words = client.get(reverse("wagtail_localize:javascript_catalog")).text

    assert '"Publish in ": "Publier\\u00a0: "' in words
    assert "Prévisualiser" in words or "Pr\\u00e9visualiser" in words
