"""Conversations without a request in words: on pages, in mails, on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.pagination import paginate
from core.text.formatting import format_moment
from hosting.communities.models.communities import Community
from hosting.enquiries.models import Enquiry
from hosting.enquiries.selectors import enquiries_for
from hosting.offers.validators import mask_contacts

LONGEST_TITLE: Final = 40  # in the subject of a mail
A_PAGE: Final = 20
MOST_WAITING: Final = 100


def format_topic(enquiry: Enquiry) -> str:
    """The title of the offer it is about, or the name of the community; else nothing."""
    if enquiry.community is not None:
        return Truncator(enquiry.community.name).chars(LONGEST_TITLE)
    if enquiry.offer is None or enquiry.offer.erased_at:
        return ""
    return Truncator(enquiry.offer.title).chars(LONGEST_TITLE)


def mailable_words(enquiry: Enquiry, words: str) -> str:
    """Phone numbers and addresses are left out: the two have agreed on nothing."""
    return mask_contacts(words)


def name_of(person: User) -> str:
    return _("Someone who closed their account") if person.closed_at else person.display_name


def party_of(enquiry: Enquiry, reader: User) -> str:
    """For who wrote it the host or the community, for everybody else who wrote it."""
    if reader.pk != enquiry.sender_id:
        return name_of(enquiry.sender)
    if enquiry.community is not None:
        return enquiry.community.name
    assert enquiry.host is not None  # noqa: S101  for the type checker
    return name_of(enquiry.host)


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """A conversation as the desk and the list of a community show it."""

    url: str
    person: str
    words: str
    since: datetime
    answer: str

    @property
    def when(self) -> str:
        return format_moment(self.since)


@dataclass(frozen=True, slots=True)
class InboxPage:
    """What waits, on the first page, and some of what is answered."""

    waiting: list[EnquiryRow]
    answered: list[EnquiryRow]
    next_cursor: str


def inbox_page(community: Community, reader: User, *, cursor: str) -> InboxPage:
    """Raises InvalidCursorError."""
    enquiries = enquiries_for(reader).filter(community=community).exclude(sender=reader.pk)
    waiting = [] if cursor else list(enquiries.waiting().order_by("waiting_since")[:MOST_WAITING])
    page = paginate(
        enquiries.filter(waiting_since=None),
        by=("-pk",),
        scope=f"enquiries {community.pk}",
        cursor=cursor,
        size=A_PAGE,
    )
    return InboxPage(enquiry_rows(waiting), enquiry_rows(page.rows), page.next_cursor)


def enquiry_rows(enquiries: Iterable[Enquiry]) -> list[EnquiryRow]:
    """Rows of `enquiries_for`, with the last words of who wrote. No query."""
    return [
        EnquiryRow(
            url=reverse("conversations:thread-detail", args=[enquiry.thread.public_id]),
            person=name_of(enquiry.sender),
            words=getattr(enquiry, "last_words", None) or "",
            since=enquiry.waiting_since or enquiry.sent_at,
            answer=answer_words(enquiry),
        )
        for enquiry in enquiries
    ]


def answer_words(enquiry: Enquiry) -> str:
    """Who answered last, and when; nothing while it waits."""
    if enquiry.is_waiting:
        return ""
    if enquiry.answered_by is None or enquiry.answered_at is None:
        return _("No answer needed")
    facts = {"name": name_of(enquiry.answered_by), "moment": format_moment(enquiry.answered_at)}
    return _("Answered by %(name)s, %(moment)s") % facts
