"""Notices as lines of a list, in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from commons.mail.emails import one_line, render_part
from commons.mail.written_words import mark_written_words
from commons.notifications.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """A notice as a line of a list."""

    notice: Notice
    title: str
    url: str

    @property
    def marked_title(self) -> SafeString:
        """As HTML, with the language of what it quotes."""
        return mark_written_words(self.title, self.notice.subject)


def notice_items(notices: Sequence[Notice]) -> list[NoticeItem]:
    """Notices in the language of the page. What vanished meanwhile has no words left."""
    return [
        NoticeItem(
            notice=notice,
            title=""
            if notice.subject is None
            else one_line(render_part(notice.template, "subject", _context_of(notice))),
            url=notice_url(notice),
        )
        for notice in notices
    ]


def notice_url(notice: Notice) -> str:
    """Where its template leads, or the page of what it is about."""
    if notice.subject is None:
        return ""
    find = getattr(notice.subject, "get_absolute_url", None)
    own = render_part(notice.template, "link", _context_of(notice)).strip()
    return own or (str(find() or "") if find else "")


def _context_of(notice: Notice) -> dict[str, Any]:
    return {"recipient": notice.recipient, "subject": notice.subject, "data": notice.data}
