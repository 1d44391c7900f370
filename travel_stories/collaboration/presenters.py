"""Values of a snapshot as a person would say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from travel_stories.collaboration.models import Versioned


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field on which the two differ."""

    label: str
    theirs: str
    mine: str


type FieldFormatter = Callable[[Any, str, Mapping[str, Any]], str]


def compare_fields(
    part: Versioned, wanted: Mapping[str, Any], format_field: FieldFormatter
) -> list[FieldDifference]:
    """What differs between the part as it is now and what somebody else wanted it to say."""
    now = part.snapshot()
    mine = now | dict(wanted)
    return [
        FieldDifference(
            label=str(part.field(name).verbose_name),
            theirs=format_field(part, name, now),
            mine=format_field(part, name, mine),
        )
        for name in (*part.WORDS, *part.LISTS)
        if name in wanted and now[name] != wanted[name]
    ]


def format_value(field: Any, value: Any) -> str:
    """A value of a snapshot as a person would say it."""
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.is_relation:
        keys = value if isinstance(value, list) else [value]
        rows = field.related_model._default_manager.filter(pk__in=keys)
        return ", ".join(str(row) for row in rows)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _moment(field, value) or str(value)


def _moment(field: models.Field[Any, Any], value: Any) -> str:
    taken = field.to_python(value)
    if isinstance(taken, datetime):
        return str(date_format(localtime(taken), "DATETIME_FORMAT"))
    if isinstance(taken, date):
        return str(date_format(taken, "DATE_FORMAT"))
    return str(time_format(taken, "TIME_FORMAT")) if isinstance(taken, time) else ""
