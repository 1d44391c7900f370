"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from commons.conversations.actions import erase_message, hide_message, show_message
from commons.conversations.models import Message
from commons.conversations.reply_addresses import address_for
from commons.conversations.topics import is_shown
from commons.moderation.reportable_types import ReportableType, Words, register_reportable_type
from commons.moderation.states import Measure
from commons.notifications.answers import register_answers
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from core.values.pictures import Picture

register_category(
    NotificationCategory(
        code="messages",
        place=10,
        title=_("Messages"),
        text=_("Someone wrote to you in a conversation."),
    )
)
map_templates("conversations", "messages", "message_posted")
register_answers(address_for)

MOST_QUOTABLE: Final = 20  # messages, the newest ones
LABEL_LENGTH: Final = 300  # characters of one, where somebody chooses among them


class ReportableMessage(ReportableType):
    """Its people report it, and choose which messages of its author the moderators may read."""

    name = "message"
    label = _("a private message")
    model = Message
    measures = (Measure.NONE, Measure.HIDDEN, Measure.REMOVED, Measure.SUSPENDED)
    is_private = True

    def find(self, public_id: str, visitor: Visitor) -> Message | None:
        if not visitor.is_authenticated:
            return None
        others = Message.objects.exclude(author=visitor.pk).exclude(body="")
        others = others.filter(public_id=public_id).select_related("author", "thread")
        found = others.first()
        if found is None:
            return None
        takes_part = found.thread.participants.filter(person=visitor.pk).exists()
        return found if takes_part or is_shown(found, visitor) else None

    def title_of(self, subject: Message) -> str:
        return gettext("Message from %(name)s") % {"name": subject.author.display_name}

    def page_of(self, subject: Message) -> str:
        return subject.thread.get_absolute_url()

    def words_of(self, subject: Message) -> Words:
        return list(_copied(subject))

    def pictures_of(self, subject: Message) -> Iterable[Picture]:
        """The photos that came with it, for those who decide."""
        if not subject.body:
            return ()
        return [
            Picture(file.preview_url, file.width, file.height, alt=file.name)
            for file in subject.attachments.all()
            if file.is_picture
        ]

    def quotable(self, subject: Message, reporter: Visitor) -> list[tuple[str, str]]:
        """The newest messages of the same author in this conversation, the oldest first."""
        newest = list(self._of_author(subject).order_by("-pk")[:MOST_QUOTABLE])
        if subject not in newest:
            newest.append(subject)
        return [
            (message.public_id, Truncator(message.body).chars(LABEL_LENGTH))
            for message in reversed(newest)
        ]

    def quoted_words(self, subject: Message, reporter: Visitor, keys: Collection[str]) -> Words:
        chosen = self._of_author(subject).filter(public_id__in=keys).order_by("pk")
        return [
            line
            for message in chosen
            for line in _copied(message, with_addresses=message.pk == subject.pk)
        ]

    def authors_of(self, subject: Message) -> Iterable[User]:
        return (subject.author,)

    def parties_of(self, subject: Message) -> Iterable[User]:
        return subject.thread.people.all()

    def hide(self, subject: Message, *, by: Actor) -> None:
        hide_message(message=subject, by=by)

    def show(self, subject: Message, *, by: Actor) -> None:
        show_message(message=subject, by=by)

    def erase(self, subject: Message, *, by: Actor) -> None:
        erase_message(message=subject, by=by)

    def _of_author(self, subject: Message) -> QuerySet[Message]:
        return Message.objects.filter(thread=subject.thread_id, author=subject.author_id).exclude(
            body=""
        )


def _copied(message: Message, *, with_addresses: bool = True) -> Iterator[tuple[str, str]]:
    """Its words, and what the files that came with it are called.

    With their addresses where it is the message that was reported: who decides opens no others.
    """
    yield gettext("Message"), message.body
    for file in message.attachments.all():
        address = f" {settings.BASE_URL}{file.get_absolute_url()}" if with_addresses else ""
        yield gettext("File"), f"{file.file_name}{address}"


register_reportable_type(ReportableMessage())
