"""E-mails in words, as text and as HTML, and how they are handed to the mail server."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import Policy, default
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from commons.mail.models import Letter
from commons.mail.written_words import mark_written_words
from core.inbound_email.reply_addresses import encode_address
from core.instance import instance_name
from core.permissions import Account

BOUNCES: Final = "bounce"  # what an address is for that mails come back to
CALENDAR: Final = "hirondelle.ics"
BREAKING_SPACE: Final = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True, slots=True)
class RenderedEmail:
    """A mail in words, before it has an address."""

    title: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class EmailEnvelope:
    """How a mail travels: `stop` is the link that ends its kind, `answers` where answers go."""

    to: str
    id: str
    stop: str = ""
    answers: str = ""

    def headers(self) -> dict[str, str]:
        """A machine wrote this (RFC 3834); one press of the mail program ends it (RFC 8058)."""
        headers = {
            "Message-ID": f"<{self.id}@{instance_name()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        }
        if self.stop:
            headers["List-Unsubscribe"] = f"<{self.stop}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers


@dataclass(frozen=True, slots=True)
class Attachment:
    """`media_type` without a charset: text is UTF-8."""

    name: str
    content: bytes
    media_type: str


def render_email(template: str, *, language: str, **words: Any) -> RenderedEmail:
    """Render a mail as text and as HTML; `layouts/mail.txt` says what `words` may hold.

    Without a `link` among them, the mail leads where its template says.
    """
    with translation.override(language):
        context = {
            **words,
            "title": one_line(render_part(template, "subject", words))[:255],
            "body": render_part(template, "body", words).strip(),
            "button": render_part(template, "button", words).strip(),
            "link": words["link"] if "link" in words else _own_link(template, words),
            "home": absolute_url(f"/{language}/"),
        }
        html = render_to_string("layouts/email_wrapper.html", context)
        head, tag, page = html.partition("<body>")
        page = mark_written_words(mark_safe(page), words.get("subject"))  # noqa: S308
        text = render_to_string("layouts/email_wrapper.txt", context)
    import css_inline  # noqa: PLC0415  2 MiB for the worker that mails

    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return RenderedEmail(
        title=context["title"], text=text.strip() + "\n", html=inliner.inline(f"{head}{tag}{page}")
    )


def mail_letter(letter: Letter) -> None:
    email = RenderedEmail(title=letter.title, text=letter.text, html=letter.html)
    person = get_user_model().objects.filter(email=letter.address.lower()).first()
    envelope = EmailEnvelope(to=letter.address, id=f"letter-{letter.pk}")
    files = [Attachment(CALENDAR, letter.calendar.encode(), "text/calendar")]
    send_email(email, envelope, back_to=person, files=files if letter.calendar else ())


def one_line(text: str) -> str:
    """French sets a no-break space before a colon: it stays."""
    return BREAKING_SPACE.sub(" ", text).strip()


def render_part(template: str, part: str, words: dict[str, Any]) -> str:
    return str(render_to_string(template, {**words, "part": part}))


def _own_link(template: str, words: dict[str, Any]) -> str:
    path = render_part(template, "link", words).strip()
    return absolute_url(path) if path else ""


def absolute_url(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


class UnfoldedEmail(EmailMultiAlternatives):
    """Its headers stand on a line each, of at most 998 bytes (RFC 5322, 2.1.1).

    Python 3.13 folds a longer subject with accents between two encoded words so that no space is
    left between them (RFC 2047, 5): readers then see one too many, or the code itself.
    """

    def message(self, *, policy: Policy | None = None) -> EmailMessage:
        return super().message(policy=(policy or default).clone(max_line_length=998))


def send_email(
    email: RenderedEmail,
    envelope: EmailEnvelope,
    *,
    back_to: Account | None,
    files: Sequence[Attachment] = (),
) -> None:
    """Hand it to the mail server. What can't be delivered comes back under the person's name."""
    back = settings.MAIL_INBOUND_ADDRESS
    if back_to is not None:
        back = encode_address(back_to.pk, purpose=BOUNCES, base=back)
    mail = UnfoldedEmail(
        subject=email.title,
        body=email.text,
        from_email=back or settings.DEFAULT_FROM_EMAIL,
        to=[envelope.to],
        reply_to=[envelope.answers] if envelope.answers else None,
        headers={"From": settings.DEFAULT_FROM_EMAIL, **envelope.headers()},
    )
    mail.attach_alternative(email.html, "text/html")
    for file in files:
        mail.attach(file.name, file.content, file.media_type)
    mail.send()
