"""Kinds of notices in words that people know, and how each person wants to hear of them.

A package registers its kinds when it starts (`apps.py: ready`): accounts knows nobody above.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commons.accounts.choices import MailFrequency
from commons.accounts.models import User
from core.registry import KeyedRegistry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Words = StrOrPromise


@dataclass(frozen=True, slots=True)
class NotificationCategory:
    """`code` is kept with the choices of people, `place` says where the page shows it.

    `mandatory_reason` says why nobody can refuse it; without one everybody can. `concerns` says
    who gets such mails: nobody else is asked about them.
    """

    code: str
    place: int
    title: Words
    text: Words
    mandatory_reason: Words = ""
    concerns: Callable[[User], bool] = lambda _person: True


_categories = KeyedRegistry[str, NotificationCategory]()
_code_by_template = KeyedRegistry[str, str]()


def register_category(category: NotificationCategory) -> None:
    _categories.register(category.code, category)


def map_templates(package: str, code: str, *names: str) -> None:
    """Say of which kind the mails `<package>/email/<name>.txt` are; several packages may."""
    for name in names:
        _code_by_template.register(f"{package}/email/{name}.txt", code)


def category_of_template(template: str) -> NotificationCategory | None:
    return _categories.get(_code_by_template.get(template, ""))


def category_by_code(code: str) -> NotificationCategory | None:
    return _categories.get(code)


def all_categories() -> list[NotificationCategory]:
    return sorted(_categories.values(), key=lambda category: category.place)


def optional_categories() -> list[NotificationCategory]:
    return [category for category in all_categories() if not category.mandatory_reason]


def categories_to_choose(person: User) -> list[NotificationCategory]:
    """The optional ones that this person may get."""
    return [category for category in optional_categories() if category.concerns(person)]


def mail_frequency_for(person: User, template: str) -> MailFrequency:
    """As the person said of this kind, else in general; what nobody can refuse comes at once."""
    category = category_of_template(template)
    if category is None:
        return MailFrequency(person.mail_pace)
    if category.mandatory_reason:
        return MailFrequency.AT_ONCE
    return MailFrequency(person.mail_paces.get(category.code, person.mail_pace))
