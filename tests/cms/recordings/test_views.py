"""A recording is heard where a published page plays it, and its number alone opens nothing."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import PageViewRestriction

from tests.factories.accounts import UserFactory
from tests.factories.cms import RecordingFactory, make_content_page, make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording():
    return RecordingFactory()


@pytest.fixture
def page(recording, committed):
    with committed():
        return make_content_page(make_home(), ("sound", {"recording": recording, "caption": ""}))


def heard(client, recording):
    piece = client.get(recording.get_absolute_url(), headers={"range": "bytes=0-3"})
    return piece.status_code == 206


def test_a_recording_is_heard_on_a_published_page(client, recording, page):
    assert heard(client, recording)


def test_a_recording_on_no_page_is_heard_by_editors_alone(client, recording):
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="change_recording"))

    assert not heard(client, recording)
    client.force_login(UserFactory())
    assert not heard(client, recording)
    client.force_login(editor)
    assert heard(client, recording)


def test_a_recording_is_silent_once_its_page_is_withdrawn(client, recording, page):
    page.unpublish()

    assert not heard(client, recording)


def test_a_recording_on_a_page_for_members_is_heard_by_members(client, recording, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert not heard(client, recording)
    client.force_login(UserFactory())
    assert heard(client, recording)


def test_a_recording_that_a_draft_left_out_is_heard_as_published(
    client, recording, page, committed
):
    page.body = [("heading", "Silence")]
    with committed():
        page.save_revision()

    assert heard(client, recording)
