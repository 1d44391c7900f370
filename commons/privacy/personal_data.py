"""What we hold about a person: each package declares its own, and gives it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Model

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.notifications.models import Notice

type Extractor = Callable[[User], Any]

_extractors: dict[str, list[Extractor]] = {}
_declared: dict[str, str] = {}


def register(name: str, extractor: Extractor, *, covers: Iterable[str]) -> None:
    """Give out under `name` what `extractor` finds. `covers` names fields: `app.model.field`.

    Several apps may fill one part: each of them gives out a dictionary.
    """
    _extractors.setdefault(name, []).append(extractor)
    _declared.update(dict.fromkeys(covers, name))


def exclude(*fields: str, reason: str) -> None:
    """Declare fields that point to a person and aren't given out, with the reason."""
    _declared.update(dict.fromkeys(fields, reason))


def declared_fields() -> frozenset[str]:
    return frozenset(_declared)


def export_of(person: User) -> dict[str, Any]:
    """Everything, as plain values that JSON knows, under the names of its parts."""
    parts = {}
    for name, extractors in _extractors.items():
        part, *others = (extract(person) for extract in extractors)
        for other in others:
            part |= other
        parts[name] = part
    return parts


def _account(person: User) -> dict[str, Any]:
    return {
        "public_id": person.public_id,
        "email": person.email,
        "email_verified_at": person.email_verified_at,
        "display_name": person.display_name,
        "full_name": person.full_name,
        "phone": str(person.phone),
        "words": person.words,
        "language_of_letters": person.language,
        "languages": person.languages,
        "mails": {
            "in_general": person.mail_pace,
            "of_a_kind": person.mail_paces,
            "daily_at": person.mail_hour,
            "time_zone": person.time_zone,
            "desk": person.mails_desk,
            "came_back_at": person.mail_bounced_at,
        },
        "joined_at": person.date_joined,
        "last_login": person.last_login,
        "addresses": _rows(EmailAddress, person, "email", "verified", "primary"),
        "sessions": _rows(UserSession, person, "created_at", "last_seen_at", "ip", "user_agent"),
        "groups": list(person.groups.values_list("name", flat=True)),
    }


def _rows(model: type[Model], person: User, *fields: str) -> list[dict[str, Any]]:
    return list(model._default_manager.filter(user=person).values(*fields))


register(
    "account",
    _account,
    covers=["account.emailaddress.user", "usersessions.usersession.user"],
)
register(
    "notices",
    lambda person: list(
        Notice.objects.visible_to(person).values("at", "template", "data", "mailed_at", "read_at")
    ),
    covers=["notifications.notice.recipient"],
)
register(
    "deeds",
    lambda person: list(
        AuditEntry.objects.filter(actor=person).values("at", "verb", "subject_type__model", "data")
    ),
    covers=["audit.auditentry.actor"],
)
