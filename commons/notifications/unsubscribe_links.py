"""Links in mails that end them: signed, good for ever, and for one kind of one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.urls import reverse

from commons.accounts.models import User
from commons.notifications.categories import (
    NotificationCategory,
    category_by_code,
    category_of_template,
)
from core.security.tokens import InvalidTokenError, read_signed_value, sign_value

DAILY: Final = "daily"
SALT: Final = "accounts.stop_mails"


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """Whose mails end, and which; no kind means the daily mail."""

    person: User
    category: NotificationCategory | None


def unsubscribe_link_for(person: User, template: str) -> str:
    """Nothing where these mails can't be refused. In the language that is switched on."""
    category = category_of_template(template)
    return (
        unsubscribe_link(person, category.code)
        if category and not category.mandatory_reason
        else ""
    )


def unsubscribe_link(person: User, code: str = DAILY) -> str:
    token = sign_value([person.public_id, code], salt=SALT)
    return f"{settings.BASE_URL}{reverse('notifications:mails-stop', args=[token])}"


def unsubscription_from_token(token: str) -> Unsubscription | None:
    """Nothing for a forged link, for somebody who left, for a kind that is no more."""
    try:
        public_id, code = read_signed_value(token, salt=SALT)
    except InvalidTokenError:
        return None
    person = User.objects.filter(public_id=public_id, is_active=True).first()
    category = category_by_code(code)
    if person is None or (category is None and code != DAILY):
        return None
    return Unsubscription(person, category)
