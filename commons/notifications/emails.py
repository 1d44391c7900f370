"""Words for people: notices and letters, rendered in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Detail, desk_of
from commons.mail.emails import (
    EmailEnvelope,
    RenderedEmail,
    absolute_url,
    render_email,
    send_email,
)
from commons.notifications.answers import answer_address
from commons.notifications.attachments import attachments_of
from commons.notifications.models import Notice
from commons.notifications.presenters import notice_items, notice_url
from commons.notifications.unsubscribe_links import unsubscribe_link, unsubscribe_link_for

DIGEST = "notifications/email/digest.txt"


@dataclass(frozen=True, slots=True)
class DigestLine:
    """What stands in a daily mail, and where it leads."""

    words: str
    url: str


def render_notice(notice: Notice, *, answers: str = "") -> RenderedEmail:
    """As its reader gets it; `answers` is where an answer may be sent to."""
    person = notice.recipient
    with translation.override(person.language):
        link, context = (
            notice_url(notice),
            _common_context(person, unsubscribe_link_for(person, notice.template)),
        )
    return render_email(
        notice.template,
        language=person.language,
        subject=notice.subject,
        data=notice.data | notice.mail_words,
        link=absolute_url(link) if link else "",
        answers=answers,
        **context,
    )


def mail_notice(notice: Notice) -> None:
    """Send it. The same notice always has the same Message-ID: a second copy can be recognised."""
    person, answers = notice.recipient, answer_address(notice)
    with translation.override(person.language):
        stop, files = unsubscribe_link_for(person, notice.template), attachments_of(notice)
    envelope = EmailEnvelope(
        to=person.email, id=f"notice-{notice.public_id}", stop=stop, answers=answers
    )
    send_email(render_notice(notice, answers=answers), envelope, back_to=person, files=files)


def mail_digest(person: User, notices: Sequence[Notice], *, day: str = "") -> bool:
    """One mail for a day's notices and, where `day` is said, for what waits on the desk.

    Tells whether there was anything to send.
    """
    with translation.override(person.language):
        lines = [_line(item.title, item.url) for item in notice_items(notices) if item.title]
        waiting = []
        for panel in desk_of(person) if day else ():
            if panel.waiting:
                counted = _("%(title)s: %(count)s") % {"title": panel.title, "count": panel.waiting}
                details = list(panel.details()) or [Detail(counted, panel.url)]
                waiting += [_line(one.words, one.url) for one in details]
        stop = unsubscribe_link(person)
        link = absolute_url(
            reverse("notifications:desk" if waiting else "notifications:notice-list")
        )
        context = _common_context(person, stop)
    if not lines and not waiting:
        return False
    data = {"lines": lines, "waiting": waiting}
    email = render_email(DIGEST, language=person.language, data=data, link=link, **context)
    reference = notices[-1].public_id if notices else f"{person.public_id}-{day}"
    send_email(
        email, EmailEnvelope(to=person.email, id=f"digest-{reference}", stop=stop), back_to=person
    )
    return True


def _common_context(person: User, stop: str) -> dict[str, Any]:
    settings_link = absolute_url(reverse("notifications:mails"))
    return {"recipient": person, "settings_link": settings_link, "stop_link": stop}


def _line(words: str, url: str) -> DigestLine:
    return DigestLine(words, absolute_url(url) if url else "")
