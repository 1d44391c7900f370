"""Links in mails that end them: signed, good for ever, and for one kind of one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from commons.accounts.models import User
from commons.accounts.queries.notice_kinds import NoticeKind, kind_called, kind_of

DAILY: Final = "daily"
SALT: Final = "accounts.stop_mails"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mails end, and which; no kind means the daily mail."""

    person: User
    kind: NoticeKind | None


def stop_link_for(person: User, template: str) -> str:
    """Nothing where these mails can't be refused. In the language that is switched on."""
    kind = kind_of(template)
    return stop_link(person, kind.code) if kind and not kind.because else ""


def stop_link(person: User, code: str = DAILY) -> str:
    token = signing.Signer(salt=SALT).sign_object([person.public_id, code])
    return f"{settings.BASE_URL}{reverse('accounts:mails-stop', args=[token])}"


def stop_behind(token: str) -> Stop | None:
    """Nothing for a forged link, for somebody who left, for a kind that is no more."""
    try:
        public_id, code = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    person = User.objects.filter(public_id=public_id, is_active=True).first()
    kind = kind_called(code)
    if person is None or (kind is None and code != DAILY):
        return None
    return Stop(person, kind)
