"""Kinds of notices in words that people know, and how each person wants to hear of them.

A package registers its kinds when it starts (`apps.py: ready`): accounts knows nobody above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commons.accounts.enums import MailPace
from commons.accounts.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

type Words = str | StrPromise


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`code` is kept with the choices of people, `place` says where the page shows it.

    `because` says why nobody can refuse it; without one everybody can.
    """

    code: str
    place: int
    title: Words
    text: Words
    because: Words = ""


_kinds: dict[str, NoticeKind] = {}
_codes: dict[str, str] = {}


def register(kind: NoticeKind) -> None:
    _kinds[kind.code] = kind


def assign(package: str, code: str, *names: str) -> None:
    """Say of which kind the mails `<package>/email/<name>.txt` are; several packages may."""
    _codes.update({f"{package}/email/{name}.txt": code for name in names})


def kind_of(template: str) -> NoticeKind | None:
    return _kinds.get(_codes.get(template, ""))


def kind_called(code: str) -> NoticeKind | None:
    return _kinds.get(code)


def all_kinds() -> list[NoticeKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.place)


def kinds_to_choose() -> list[NoticeKind]:
    return [kind for kind in all_kinds() if not kind.because]


def pace_for(person: User, template: str) -> MailPace:
    """As the person said of this kind, else in general; what nobody can refuse comes at once."""
    kind = kind_of(template)
    if kind is None:
        return MailPace(person.mail_pace)
    if kind.because:
        return MailPace.AT_ONCE
    return MailPace(person.mail_paces.get(kind.code, person.mail_pace))
