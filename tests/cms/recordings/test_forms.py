"""Recordings of editors: cleaned, or refused in words."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.recordings.models import Recording
from core.files.sounds import NotASoundError
from tests.core.files.test_sounds import SECRET, an_mp3, id3
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

WORDS = {"title": "The weir", "language": "fr", "transcript": "Water."}
ADD = "wagtailsnippets_recordings_recording:add"


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_a_recording_is_kept_without_what_its_device_wrote_into_it(editor):
    file = SimpleUploadedFile("at-home.mp3", an_mp3(before=id3(SECRET)), "audio/mpeg")

    editor.post(reverse(ADD), {**WORDS, "file": file})

    kept = Recording.objects.get()
    assert (kept.title, kept.mime, kept.size) == ("The weir", "audio/mpeg", kept.file.size)
    with kept.file.open() as content:
        assert SECRET not in content.read()
    assert "at-home" not in kept.file.name


def test_what_is_no_recording_is_refused_and_nothing_typed_is_lost(editor):
    file = SimpleUploadedFile("weir.mp3", b"MZ a program", "audio/mpeg")

    page = editor.post(reverse(ADD), {**WORDS, "file": file}).content.decode()

    assert str(NotASoundError.message) in unescape(page)
    assert "The weir" in page
    assert not Recording.objects.exists()


def test_a_recording_without_its_words_is_refused(editor):
    file = SimpleUploadedFile("weir.mp3", an_mp3(), "audio/mpeg")

    editor.post(reverse(ADD), {**WORDS, "transcript": "", "file": file})

    assert not Recording.objects.exists()


def test_a_recording_whose_words_change_keeps_its_file(editor):
    file = SimpleUploadedFile("weir.mp3", an_mp3(), "audio/mpeg")
    editor.post(reverse(ADD), {**WORDS, "file": file})
    before = Recording.objects.get()

    edit = reverse(ADD.replace(":add", ":edit"), args=[before.pk])
    editor.post(edit, {**WORDS, "title": "The mill"})

    after = Recording.objects.get()
    assert (after.title, after.file.name, after.seconds) == (
        "The mill",
        before.file.name,
        before.seconds,
    )


def test_whoever_is_no_editor_adds_no_recording(client):
    client.force_login(UserFactory())
    file = SimpleUploadedFile("weir.mp3", an_mp3(), "audio/mpeg")

    client.post(reverse(ADD), {**WORDS, "file": file})

    assert not Recording.objects.exists()
