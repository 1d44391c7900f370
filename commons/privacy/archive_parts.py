"""Names, languages and words about oneself, out of an archive into an account that has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.accounts.actions.people import change_profile
from commons.accounts.models import Profile, User
from commons.privacy.archive_format import ArchiveContent
from commons.privacy.registries.archive_imports import PlannedItem
from commons.privacy.states import Outcome

FIELDS: Final = {"full_name": str, "phone": str, "words": str, "languages": list}


class AccountPart:
    """Fills what is empty here. The name that others see and the address stay as they are."""

    title = gettext_lazy("Your details")

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        return [item for item, _name, _value in _items(content, person)]

    def apply(self, content: ArchiveContent, person: User) -> None:
        coming = {
            name: value
            for item, name, value in _items(content, person)
            if item.outcome == Outcome.NEW
        }
        if coming:
            here = {name: getattr(person, name) for name in Profile.names()}
            change_profile(person=person, profile=Profile(**here | coming), by=person)


def _items(content: ArchiveContent, person: User) -> Iterator[tuple[PlannedItem, str, Any]]:
    """What the archive says, with its field and its value as the page for it cleans it."""
    row = content.row("account")
    for name, kind in FIELDS.items():
        field: Any = User._meta.get_field(name)
        title = capfirst(str(field.verbose_name))
        value = row.get(name)
        if not value:
            continue
        if getattr(person, name):
            yield PlannedItem(title, Outcome.KNOWN), name, None
            continue
        try:
            cleaned = _cleaned(name, value, kind)
        except (ValidationError, TypeError, ValueError):
            reason = _("it isn’t written in a way that we accept")
            yield PlannedItem(title, Outcome.LEFT_OUT, reason), name, None
        else:
            yield PlannedItem(title, Outcome.NEW), name, cleaned


def _cleaned(name: str, value: Any, kind: type) -> Any:
    """By the rules of a form for it and of its column.

    Raises ValidationError, TypeError, ValueError.
    """
    if not isinstance(value, kind):
        raise TypeError
    str(value).encode()  # half of a surrogate pair is no text
    field: Any = User._meta.get_field(name)
    return field.clean(field.formfield().clean(value) if kind is str else value, User())
