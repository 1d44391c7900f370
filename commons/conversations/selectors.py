"""What waits to be read, and threads as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, OuterRef, Prefetch, Subquery
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.conversations.choices import FileKind
from commons.conversations.models import Attachment, Message, Thread
from commons.conversations.topics import is_shown, party_of, related_rows, title_of
from commons.moderation.models import Case
from core.pagination import paginate
from core.text.formatting import format_file_size, format_moment

A_PAGE: Final = 20  # conversations


@dataclass(frozen=True, slots=True)
class FileItem:
    """A file of a message as `components/message_files.html` shows it.

    A picture that nobody asked for opens with a press (`is_open`).
    """

    url: str
    preview_url: str
    name: str
    facts: str
    is_picture: bool
    width: int
    height: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class MessageItem:
    """A message as `components/message_thread.html` shows it. `name` gives the initials."""

    who: str
    name: str
    words: str
    moment: datetime
    mine: bool
    is_new: bool
    files: Sequence[FileItem] = ()

    @property
    def when(self) -> str:
        return format_moment(self.moment)


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A conversation in the list of one of its people. `words` are the last ones written there."""

    url: str
    party: str
    title: str
    words: str
    moment: datetime
    unread: int

    @property
    def when(self) -> str:
        return format_moment(self.moment)


@dataclass(frozen=True, slots=True)
class ThreadPage:
    rows: list[ThreadRow]
    next_cursor: str


def thread_page(person: User, *, cursor: str) -> ThreadPage:
    """Conversations of this person, the one last written in first. Four queries.

    Raises InvalidCursorError.
    """
    last_words = Message.objects.filter(thread=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    threads = Thread.objects.visible_to(person).with_messages()
    threads = threads.select_related(*related_rows()).prefetch_related("people")
    page = paginate(
        threads.annotate(last_pk=Subquery(last_words)),
        by=("-last_message_at", "-pk"),
        scope=f"threads {person.pk}",
        cursor=cursor,
        size=A_PAGE,
    )
    last = Message.objects.select_related("author").in_bulk(
        [getattr(thread, "last_pk", None) for thread in page.rows]
    )
    unread = unread_counts(person, among=page.rows)
    rows = []
    for thread in page.rows:
        message = last[getattr(thread, "last_pk", 0)]
        facts = {"words": " ".join(message.words.split()), "name": message.author.display_name}
        rows.append(
            ThreadRow(
                url=thread.get_absolute_url(),
                party=party_of(thread, person),
                title=title_of(thread),
                words=(
                    _("You: %(words)s") if message.author_id == person.pk else "%(name)s: %(words)s"
                )
                % facts,
                moment=thread.last_message_at,
                unread=unread.get(thread.pk, 0),
            )
        )
    return ThreadPage(rows, page.next_cursor)


def unread_counts(person: User, *, among: Sequence[Thread] | None = None) -> dict[int, int]:
    """How many unread messages of others each thread holds, by the thread's key. One query."""
    unread = Message.objects.unread_by(person).order_by()
    if among is not None:
        unread = unread.filter(thread__in=among)
    return dict(unread.values_list("thread").annotate(Count("pk")))


def unread_until(thread: Thread, *, viewer: User) -> datetime | None:
    """When the last message was sent that this person hasn't read; nothing if there is none."""
    unread = Message.objects.unread_by(viewer).filter(thread=thread)
    last: datetime | None = unread.aggregate(last=Max("sent_at"))["last"]
    return last


def message_items(thread: Thread, *, viewer: User) -> list[MessageItem]:
    """The messages of a thread for one of its people, the oldest first. Three queries."""
    seat = thread.participants.filter(person=viewer).first()
    read_until = seat.last_read_at if seat else None
    items = []
    messages = thread.messages.select_related("author").prefetch_related(files_of_messages())
    is_open = are_pictures_open(messages, viewer=viewer)
    for message in messages:
        mine = message.author_id == viewer.pk
        is_new = not mine and (read_until is None or message.sent_at > read_until)
        items.append(
            MessageItem(
                who=_("You") if mine else message.author.display_name,
                name=message.author.display_name,
                words=message.words,
                moment=message.sent_at,
                mine=mine,
                is_new=is_new,
                files=file_items(message, is_open=is_open),
            )
        )
    return items


def are_pictures_open(messages: Iterable[Message], *, viewer: User) -> bool:
    """Whether photos stand open on the page: not those of the only one who has written so far."""
    authors = {message.author_id for message in messages}
    return len(authors) != 1 or viewer.pk in authors


def files_of_messages() -> Prefetch[str]:
    """What `file_items` reads, in one query for all messages."""
    return Prefetch("attachments", Attachment.objects.kept().order_by("pk"))


def file_items(message: Message, *, is_open: bool = True) -> list[FileItem]:
    """The files of a message; none while moderators hide it."""
    if not message.body:
        return []
    return [
        FileItem(
            url=attachment.get_absolute_url(),
            preview_url=attachment.preview_url,
            name=attachment.name,
            facts=f"{FileKind(attachment.kind).label}, {format_file_size(attachment.weight)}",
            is_picture=attachment.is_picture,
            width=attachment.width,
            height=attachment.height,
            is_open=is_open,
        )
        for attachment in message.attachments.all()
    ]


def readable_attachment(person: User, public_id: str) -> Attachment | None:
    """A file of one of this person's conversations, of a message that its owner shows them, or of
    one that was reported to them.
    """
    if own := Attachment.objects.visible_to(person).filter(public_id=public_id).first():
        return own
    found = Attachment.objects.filter(public_id=public_id).select_related("message__thread").first()
    if found is None:
        return None
    if found.message.body and is_shown(found.message, person):
        return found
    cases = Case.objects.readable_by(person, among=["message"]).about(Message, found.message_id)
    return found if cases.exists() else None
