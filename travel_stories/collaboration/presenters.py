"""Values of a snapshot as a person would say them, and what waits for a reviewer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.text.formatting import format_day, format_moment, format_time
from travel_stories.collaboration.models import Versioned


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field on which the two differ."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class SubmittedDraft:
    """A story or an itinerary that waits: what `stories/parts/review_queue.html` shows."""

    title: str
    url: str
    submitted_at: datetime


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
        return _("empty")
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
        return format_moment(taken)
    if isinstance(taken, date):
        return format_day(taken)
    return format_time(taken) if isinstance(taken, time) else ""
