"""The facts that a text states, in French or English: days, hours, sums and people."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import get_month_names
from icalendar import Calendar

MONTHS = {
    name.lower(): number
    for language in ("fr", "en")
    for number, name in get_month_names("wide", locale=language).items()
}
DAYS = re.compile(rf"(\d+)(?:er)?(?:–(\d+))?\s({'|'.join(MONTHS)})")
HOUR = re.compile(r"\b(\d{1,2})(?::(\d{2})|\sh(?:\s(\d{2}))?)\b")
SUM = re.compile(r"€(\d+(?:\.\d\d)?)|(\d+(?:,\d\d)?)\s€")
PEOPLE = re.compile(r"(\d+) adult(?:e?s)?(?:, (\d+) (?:enfant|child))?")


@dataclass(frozen=True)
class Facts:
    """Each day as day and month, each fact once, in the order in which it is first stated."""

    days: tuple[tuple[int, int], ...] = ()
    hours: tuple[str, ...] = ()
    sums: tuple[Decimal, ...] = ()
    people: tuple[tuple[int, int], ...] = ()


def facts_in(text: str) -> Facts:
    text = text.lower()  # a style sheet may show capitals
    return Facts(
        days=_once(
            (int(day), MONTHS[month])
            for first, last, month in DAYS.findall(text)
            for day in (first, last)
            if day
        ),
        hours=_once(
            f"{int(hour):02}:{english or french or '00'}"
            for hour, english, french in HOUR.findall(text)
        ),
        sums=_once(
            Decimal((english or french).replace(",", ".")) for english, french in SUM.findall(text)
        ),
        people=_once(
            (int(adults), int(children or 0)) for adults, children in PEOPLE.findall(text)
        ),
    )


def joined(*some: Facts) -> Facts:
    """What a text states that states all of these."""
    names = [field.name for field in fields(Facts)]
    return Facts(*(_once(fact for one in some for fact in getattr(one, name)) for name in names))


def day(moment: date) -> tuple[int, int]:
    return moment.day, moment.month


@dataclass(frozen=True)
class Event:
    """What a calendar reads in a file with one event: days, or moments by the clocks of a place."""

    start: date
    end: date
    status: str
    location: str


def event_in(file: bytes | str, zone: ZoneInfo) -> Event:
    """`VALUE=DATE` stays a day; a moment is told by the clocks of its place.

    Without a zone it would be another hour for each reader.
    """
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    return Event(
        start=_moment(event["dtstart"].dt, zone),
        end=_moment(event["dtend"].dt, zone),
        status=str(event["status"]),
        location=str(event.get("location", "")),
    )


def starts_in(file: bytes, zone: ZoneInfo) -> list[date]:
    """When each event begins, in the order of time."""
    events = Calendar.from_ical(file).walk("VEVENT")
    return sorted(_moment(event["dtstart"].dt, zone) for event in events)


def _moment(stated: date, zone: ZoneInfo) -> date:
    if not isinstance(stated, datetime):
        return stated
    assert stated.utcoffset() == stated.astimezone(zone).utcoffset(), stated
    return stated.astimezone(zone)


def _once(facts):
    return tuple(dict.fromkeys(facts))
