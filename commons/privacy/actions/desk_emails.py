"""The daily email about one's desk, as a consent: it comes to nobody who didn't ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.notifications.actions.mail_preferences import stop_desk_mails
from commons.privacy.actions.consents import record_consent
from commons.privacy.registries.consents import ConsentPurpose, RecordedConsents

DESK_EMAILS: Final = ConsentPurpose(
    code="desk.emails",
    title=_("A daily email about your desk"),
    words=_("each day, a summary of what’s waiting on my desk"),
    data=_("your email address and what’s waiting on your desk"),
    recipients=_("no one else"),
)


def record_desk_emails(person: User) -> None:
    record_consent(person=person, purpose=DESK_EMAILS, is_given=person.mails_desk)


def granted(person: User) -> Mapping[str, str]:
    return {"": ""} if person.mails_desk else {}


DESK_CONSENTS: Final = RecordedConsents(
    DESK_EMAILS,
    granted=granted,
    withdraw=lambda person, _subject: stop_desk_mails(person=person, by=person),
)
