"""What waits to be read, and threads as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.conversations.models import Message, Thread


@dataclass(frozen=True, slots=True)
class MessageItem:
    """A message as `components/message_thread.html` shows it."""

    who: str
    words: str
    moment: datetime
    mine: bool
    is_new: bool

    @property
    def when(self) -> str:
        return date_format(localtime(self.moment), "DATETIME_FORMAT")


def unread_counts(person: User) -> dict[int, int]:
    """How many unread messages of others each thread holds, by the thread's key. One query."""
    unread = Message.objects.unread_by(person).order_by()
    return dict(unread.values_list("thread").annotate(Count("pk")))


def unread_until(thread: Thread, *, viewer: User) -> datetime | None:
    """When the last message was sent that this person hasn't read; nothing if there is none."""
    unread = Message.objects.unread_by(viewer).filter(thread=thread)
    last: datetime | None = unread.aggregate(last=Max("sent_at"))["last"]
    return last


def message_items(thread: Thread, *, viewer: User) -> list[MessageItem]:
    """The messages of a thread for one of its people, the oldest first. Two queries."""
    seat = thread.participants.filter(person=viewer).first()
    read_until = seat.last_read_at if seat else None
    items = []
    for message in thread.messages.select_related("author"):
        mine = message.author_id == viewer.pk
        is_new = not mine and (read_until is None or message.sent_at > read_until)
        items.append(
            MessageItem(
                who=_("You") if mine else message.author.display_name,
                words=message.body,
                moment=message.sent_at,
                mine=mine,
                is_new=is_new,
            )
        )
    return items
