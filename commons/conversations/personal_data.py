"""What conversations hold about a person: their own words."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.conversations.choices import FileKind
from commons.conversations.models import Attachment, Message, Participant
from commons.privacy import personal_data
from commons.privacy.registries.archive_files import ArchiveFile, register_files
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from core.files.storage import read_chunks


def words_of(person: User) -> dict[str, Any]:
    """What others wrote is theirs: only where and until when this person read it."""
    seats = Participant.objects.filter(person=person)
    messages = Message.objects.filter(author=person)
    files = Attachment.objects.filter(message__author=person)
    facts = ("public_id", "message__thread__public_id", "name", "kind", "weight", "width", "height")
    return {
        "threads": list(seats.values("thread__public_id", "last_read_at")),
        "messages": list(messages.values("thread__public_id", "sent_at", "body", "withheld_body")),
        "files": list(files.values(*facts)),
    }


def sent_files_of(person: User) -> Iterator[ArchiveFile]:
    """What they sent with their messages: photos as they were cleaned, PDFs as they came."""
    for attachment in Attachment.objects.kept().filter(message__author=person).iterator():
        storage, name = attachment.file.storage, str(attachment.file.name)
        if storage.exists(name):
            ending = FileKind(attachment.kind).extension
            path = f"messages/{attachment.public_id}.{ending}"
            yield ArchiveFile(path, read_chunks(storage, name))


personal_data.register(
    "conversations",
    words_of,
    covers=["conversations.participant.person", "conversations.message.author"],
)
register_files(sent_files_of)
register_processing(
    Processing(
        "messages",
        ("conversations",),
        title=_("Messages"),
        purpose=_(
            "so that you can write to hosts and communities, and talk about requests and agreements"
        ),
        basis=LegalBasis.CONTRACT,
        recipients=_("the people in the conversation"),
    )
)
register_retention(
    RetentionRule(
        ("conversations.message",),
        goes=_("photos and PDFs that you sent with messages"),
        period=settings.CONVERSATIONS_KEPT,
        starts=_("after the last message in the conversation"),
        job="conversations.forget_messages",
    ),
    RetentionRule(
        ("conversations.message", "conversations.participant"),
        goes=_("messages"),
        period=settings.CONVERSATIONS_KEPT,
        starts=_("after the last message in the conversation"),
        job="conversations.forget_messages",
        stays=_(
            "the messages you sent, without your name, for the people you wrote to, if you close "
            "your account before then"
        ),
        columns=("conversations.message.body", "conversations.message.withheld_body"),
    ),
)
