"""Words and addresses that only the pages of an emergency need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from core.text.formatting import (
    format_date_range,
    format_day,
    format_moment,
    format_short_date_range,
    format_time,
)
from core.values.countdown import format_duration
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ServiceStep, Weight
from hosting.offers.presenters.dates_and_party import format_nights

register = template.Library()


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its figure; components call the figure a number."""

    label: str
    value: str

    @property
    def number(self) -> str:
        return self.value


@register.filter
def service_lines(activation: Activation) -> list[Line]:
    return [
        Line(
            str(ServiceStep(step).label),
            format_duration(timedelta(minutes=activation.whole_service_minutes[step])),
        )
        for step in ServiceStep.values
    ]


@register.filter
def weight_lines(activation: Activation) -> list[Line]:
    """The costs that can count. No form asks about moves or wishes, so no request has any."""
    return [
        Line(str(Weight(term).label), number_format(activation.whole_weights[term]))
        for term in Weight.values
        if term not in {Weight.MOVE, Weight.WISH}
    ]


@register.filter
def iso_day(iso: str) -> str:
    """A day that a notice carries as plain text, as a person reads it."""
    return format_day(date.fromisoformat(iso))


@register.filter
def iso_nights(data: Mapping[str, str]) -> str:
    """`3–6 May`: the nights that a mail carries as plain text, for its subject."""
    return format_short_date_range(_dates_in(data))


@register.filter
def iso_all_nights(data: Mapping[str, str]) -> str:
    """`3–6 May 2027, 3 nights`: the same in its text."""
    dates = _dates_in(data)
    return f"{format_date_range(dates)}, {format_nights(dates)}"


def _dates_in(data: Mapping[str, str]) -> DateRange:
    return DateRange(*(date.fromisoformat(data[name]) for name in ("check_in", "check_out")))


@register.filter
def iso_moment(iso: str) -> str:
    """A moment that a notice carries with its offset, as a person of that place reads it."""
    moment = datetime.fromisoformat(iso)
    return format_moment(moment, moment.tzinfo or UTC)


@register.filter
def time_words(hour: time) -> str:
    """`07:30`, `7 h 30`: an hour of the day."""
    return format_time(hour)


@register.filter
def hour_in(moment: datetime, zone: str) -> str:
    """A moment on the clock of a territory."""
    return format_moment(moment, ZoneInfo(zone))


@register.filter
def named(field: BoundField, id_: str) -> SafeString:
    """The same field several times on a page, each time under an id of its own."""
    return field.as_widget(attrs={"id": id_, "class": "field__input"})
