"""Photos and PDFs with a message: judged by content, read by its people, gone with it."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from commons.accounts.actions.people import close_account
from commons.conversations import actions, cleaning
from commons.conversations.actions import delete_thread, hide_message, post_message
from commons.conversations.errors import (
    AttachmentRefusedError,
    ConversationTooHeavyError,
    FilesUnansweredError,
    TooManyAttachmentsError,
)
from commons.conversations.models import FOLDER, Attachment, Message, ThreadQuerySet
from commons.conversations.periodic import forget_old_messages, sweep_files
from commons.media.cleaning.limits import CleanPicture
from commons.moderation.reportable_types import reportable_type_named
from commons.privacy.personal_data import export_of
from commons.privacy.registries.archive_files import files_of
from config.response_bodies import LARGE
from config.storage import PrivateFiles
from core.permissions import SYSTEM
from core.quotas.errors import QuotaExceededError
from hosting.requests.actions.requests import consider_request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import RequestFactory
from tests.factories.moderation import reported
from tests.quotas import limit

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n% a plan of the house\n%%EOF\n"
WITH_PLACE = Path(__file__).parents[1] / "media" / "files" / "exif_gps.jpg"


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path, monkeypatch):
    settings.PRIVATE_ROOT = tmp_path
    for name in ("file", "preview"):
        monkeypatch.setattr(Attachment._meta.get_field(name), "storage", PrivateFiles())
    for module in ("actions", "tasks", "periodic"):
        monkeypatch.setattr(f"commons.conversations.{module}.private_storage", PrivateFiles)


@pytest.fixture
def ada():
    return UserFactory(display_name="Ada")


@pytest.fixture
def thread(ada):
    return ThreadFactory(people=[ada, UserFactory(display_name="Ben")])


def pdf(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def send(thread, by, *files, **more):
    return post_message(thread=thread, body="Look", by=by, attachments=files, **more)


def answered(thread, by):
    """The other side has written, so that more than one file may come."""
    other = thread.people.exclude(pk=by.pk).get()
    Message.objects.create(thread=thread, author=other, body="Show me the house.")


def heavy_photo():
    """Of noise, which no encoder makes small: more than the limit of large answers."""
    out = BytesIO()
    Image.effect_noise((900, 900), 90).save(out, "JPEG")
    return CleanPicture(out.getvalue() + b" " * LARGE, "jpg")


def stored():
    """Names of the files in the folder of attachments."""
    storage = PrivateFiles()
    if not storage.exists(FOLDER):
        return []
    folders = storage.listdir(FOLDER)[0]
    return sorted(name for folder in folders for name in storage.listdir(f"{FOLDER}/{folder}")[1])


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def test_post_message_keeps_a_photo_without_its_place(ada, thread):
    message = send(thread, ada, SimpleUploadedFile("Our house.jpg", WITH_PLACE.read_bytes()))

    photo = message.attachments.get()
    with photo.file.open() as file, Image.open(BytesIO(file.read())) as picture:
        assert (picture.size, dict(picture.getexif())) == ((photo.width, photo.height), {})
    assert (photo.file_name, photo.kind) == ("Our house.jpg", "image/jpeg")


def test_post_message_names_the_file_that_it_refuses(ada, thread):
    with pytest.raises(AttachmentRefusedError, match="“virus”: We can’t read this file"):
        send(thread, ada, pdf(), SimpleUploadedFile("virus.pdf", b"MZ not a PDF"))

    assert (Message.objects.count(), stored()) == (0, [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        pytest.param(b"%PDF-1.4\n" + b" " * (10 << 20), "10 MB or smaller", id="heavy"),
        pytest.param(b"%PDF-1.4 /JavaScript %%EOF", "contains a program", id="program"),
        pytest.param(b"%PDF-1.4 cut off", "This PDF is damaged", id="damaged"),
    ],
)
def test_post_message_refuses_bad_files_in_words(ada, thread, content, words):
    with pytest.raises(AttachmentRefusedError, match=words):
        send(thread, ada, pdf(content=content))


def test_post_message_refuses_too_many_and_too_heavy(ada, thread, settings):
    settings.CONVERSATIONS_FILES_LIMIT = 1
    settings.CONVERSATIONS_FILES_WEIGH = len(PDF)
    with pytest.raises(TooManyAttachmentsError):
        send(thread, ada, pdf(), pdf())
    send(thread, ada, pdf())

    with pytest.raises(ConversationTooHeavyError):
        send(thread, ada, pdf())

    assert len(stored()) == 1


def test_files_count_for_the_quota_of_uploads(ada, thread, settings):
    limit(settings, uploads=1)
    send(thread, ada, pdf())

    with pytest.raises(QuotaExceededError):
        send(thread, ada, pdf())


def test_a_message_pressed_twice_has_its_file_once(ada, thread):
    key = uuid4()

    for _press in range(2):
        send(thread, ada, pdf(), key=key)

    assert Attachment.objects.count() == 1


def test_a_page_of_fifteen_photos_hands_out_nothing_large(ada, thread, monkeypatch):
    """Else the limit of large answers would refuse some of them."""
    photo = heavy_photo()
    monkeypatch.setattr(cleaning, "sanitize_in_subprocess", lambda file: photo)
    clean = cleaning.clean_attachment(BytesIO(b"a photo"))
    monkeypatch.setattr(actions, "clean_attachment", lambda file: clean)
    answered(thread, ada)
    for _message in range(3):
        send(thread, ada, *(SimpleUploadedFile("a.jpg", b"a photo") for _photo in range(5)))
    client = as_person(ada)

    addresses = re.findall(r'<img src="([^"]+)"', client.get(thread.get_absolute_url()).text)

    shown = [
        client.get(unescape(address)).getvalue() for address in addresses if "files" in address
    ]
    assert [len(one) <= LARGE for one in shown] == [True] * 15
    with Image.open(BytesIO(shown[0])) as picture:
        assert picture.format == "JPEG"
    assert len(client.get(Attachment.objects.first().get_absolute_url()).getvalue()) > LARGE


@pytest.mark.parametrize(("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("L", 255)])
def test_a_preview_is_small_and_lies_on_white(monkeypatch, mode, colour):
    out = BytesIO()
    Image.new(mode, (1_200, 600), colour).save(out, "PNG")
    drawing = CleanPicture(out.getvalue() + b" " * cleaning.PREVIEWED, "png")
    monkeypatch.setattr(cleaning, "sanitize_in_subprocess", lambda file: drawing)

    clean = cleaning.clean_attachment(BytesIO(b"a drawing"))

    with Image.open(BytesIO(clean.preview)) as picture:
        assert (picture.size, picture.getpixel((5, 5))) == ((960, 480), (255, 255, 255))


def test_files_are_written_before_the_conversation_is_locked(ada, thread, monkeypatch):
    """Nobody waits for a slow disk or bucket."""
    lying, lock = [], ThreadQuerySet.locked

    def lock_and_look(rows, *args, **options):
        lying.append(len(stored()))
        return lock(rows, *args, **options)

    monkeypatch.setattr(ThreadQuerySet, "locked", lock_and_look)

    send(thread, ada, pdf())

    assert lying == [1]


def test_one_file_may_come_before_anybody_answers(ada, thread):
    with pytest.raises(FilesUnansweredError):
        send(thread, ada, pdf(), pdf("other.pdf"))
    send(thread, ada, pdf())
    with pytest.raises(FilesUnansweredError):
        send(thread, ada, pdf("other.pdf"))
    assert len(stored()) == 1

    answered(thread, ada)
    send(thread, ada, pdf("other.pdf"), pdf("third.pdf"))

    assert Attachment.objects.count() == 3


def test_a_photo_that_nobody_asked_for_opens_by_a_press(ada, thread):
    send(thread, ada, SimpleUploadedFile("Our house.jpg", WITH_PLACE.read_bytes()))
    other = thread.people.exclude(pk=ada.pk).get()

    unasked, own = (as_person(one).get(thread.get_absolute_url()).text for one in (other, ada))
    post_message(thread=thread, body="Nice!", by=other)
    asked = as_person(other).get(thread.get_absolute_url()).text

    assert ["Show the photo" in page for page in (unasked, own, asked)] == [True, False, False]


def test_a_photo_with_a_request_opens_by_a_press_until_the_host_moves():
    asked = RequestFactory(state=RequestState.SENT)
    send(asked.thread, asked.guest, SimpleUploadedFile("us.jpg", WITH_PLACE.read_bytes()))
    host = as_person(asked.host)

    before = host.get(asked.get_absolute_url()).text
    consider_request(request=asked, by=asked.host)
    after = host.get(asked.get_absolute_url()).text

    assert ["Show the photo" in page for page in (before, after)] == [True, False]


def test_a_report_gives_no_address_of_files_that_stay_closed(ada, thread):
    """Who decides opens the files of the message that was reported."""
    photo, words = send(thread, ada, pdf()), post_message(thread=thread, body="Pay", by=ada)
    reporter = thread.people.exclude(pk=ada.pk).get()

    lines = reportable_type_named("message").quoted_words(words, reporter, [photo.public_id])

    assert [line for _label, line in lines] == ["Look", "plan.pdf"]


def test_the_mail_says_how_many_files_there_are(ada, thread, committed, mailoutbox):
    answered(thread, ada)
    with committed():
        send(thread, ada, pdf(), pdf("other.pdf"))

    (mail,) = mailoutbox
    assert "> Look\n>\n> [2 files]\n" in mail.body
    assert mail.attachments == []


def test_the_form_sends_a_file_and_the_page_shows_it(ada, thread):
    client = as_person(ada)
    address = reverse("conversations:message-post", args=[thread.public_id])

    page = client.post(
        address, {"body": "Look", "key": uuid4(), "attachments": pdf()}, follow=True
    ).text

    attachment = Attachment.objects.get()
    assert f'href="{attachment.get_absolute_url()}"' in page
    assert "plan" in page


def test_the_form_says_what_is_wrong_and_keeps_the_words(ada, thread):
    address = reverse("conversations:message-post", args=[thread.public_id])

    refused = as_person(ada).post(
        address, {"body": "Look here", "key": uuid4(), "attachments": pdf(content=b"")}
    )

    assert refused.status_code == 422
    assert "Look here" in refused.text


def test_a_file_with_an_answer_to_a_request_is_on_its_page():
    asked = RequestFactory()
    client = as_person(asked.guest)

    page = client.post(
        reverse("hosting:request-answer", args=[asked.public_id]),
        {"body": "Look", "key": uuid4(), "attachments": pdf()},
        follow=True,
    ).text

    assert Attachment.objects.get().get_absolute_url() in page


def test_attachment_is_a_download_for_people_of_the_conversation(ada, thread):
    attachment = send(thread, ada, pdf()).attachments.get()
    address = attachment.get_absolute_url()

    mine = as_person(ada).get(address)
    others = as_person(UserFactory()).get(address)

    assert mine.getvalue() == PDF
    assert mine["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert mine["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert mine["X-Content-Type-Options"] == "nosniff"
    assert others.status_code == 404


def test_attachment_of_a_hidden_message_is_not_there(ada, thread):
    message = send(thread, ada, pdf())

    hide_message(message=message, by=SYSTEM)

    assert as_person(ada).get(message.attachments.get().get_absolute_url()).status_code == 404
    assert "plan" not in as_person(ada).get(thread.get_absolute_url()).text


def test_attachment_whose_file_is_lost_is_not_there(ada, thread):
    attachment = send(thread, ada, pdf()).attachments.get()
    attachment.file.storage.delete(attachment.file.name)

    assert as_person(ada).get(attachment.get_absolute_url()).status_code == 404


def test_a_report_names_the_files_and_opens_them_to_who_decides(ada, thread):
    message, moderator = send(thread, ada, pdf()), UserFactory(is_superuser=True)
    address = message.attachments.get().get_absolute_url()
    before = as_person(moderator).get(address).status_code

    chosen = {"quotes": [message.public_id], "may_read": True}
    reported("message", message, by=thread.people.exclude(pk=ada.pk).get(), **chosen)

    kind = reportable_type_named("message")
    assert [words.partition(" ")[0] for _label, words in kind.words_of(message)] == [
        "Look",
        "plan.pdf",
    ]
    assert (before, as_person(moderator).get(address).getvalue()) == (404, PDF)


def test_files_go_with_their_conversation(ada, thread, committed):
    send(thread, ada, pdf())

    with committed():
        delete_thread(thread=thread, by=SYSTEM)

    assert (Attachment.objects.count(), stored()) == (0, [])


def test_files_are_forgotten_with_the_messages(ada, thread, committed, time_machine):
    send(thread, ada, pdf())
    time_machine.move_to(timezone.now() + settings.CONVERSATIONS_KEPT + timedelta(minutes=1))

    with committed():
        forget_old_messages()

    assert (Message.objects.count(), stored()) == (0, [])


def test_files_of_a_closed_account_go_at_once(ada, thread, committed):
    send(thread, ada, pdf())

    with committed():
        close_account(person=ada, by=ada)

    assert ([one.body for one in thread.messages.all()], stored()) == (["Look"], [])


def test_sweep_files_deletes_what_no_row_owns(ada, thread, time_machine):
    send(thread, ada, pdf())
    abandoned = PrivateFiles().save(f"{FOLDER}/ab/abandoned", BytesIO(b"half"))
    written_at = PrivateFiles().get_modified_time(abandoned)  # by the clock of the kernel
    time_machine.move_to(written_at)
    sweep_files()
    young = len(stored())
    time_machine.move_to(written_at + settings.MEDIA_SWEEP_AFTER + timedelta(minutes=1))

    sweep_files()

    assert (young, len(stored())) == (2, 1)


def test_the_archive_holds_the_files_that_somebody_sent(ada, thread):
    attachment = send(thread, ada, pdf()).attachments.get()
    other = thread.people.exclude(pk=ada.pk).get()

    paths = [file.path for file in files_of(ada)]

    assert f"messages/{attachment.public_id}.pdf" in paths
    assert [row["name"] for row in export_of(ada)["conversations"]["files"]] == ["plan"]
    assert export_of(other)["conversations"]["files"] == []
