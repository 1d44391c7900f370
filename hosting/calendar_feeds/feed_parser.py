"""Reads a calendar of a stranger (RFC 5545): which nights it says are taken, and nothing else.

Runs in the bounded process (`core.files.bounded_process`), without a database or a secret. Names
of guests, telephone numbers and notes in it are read by nobody and kept nowhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event, vRecur
from x_wr_timezone import to_standard

from core.files.bounded_process import Answer
from hosting.calendar_feeds.errors import FeedTooDemandingError, FeedUnreadableError
from hosting.calendar_feeds.feed_events import MOST_EVENTS, FeedContent, FeedEvent

HORIZON: Final = timedelta(days=730)
MOST_READ: Final = 6000  # components and dates of lists in a file: all of it is held in memory
MOST_RULES: Final = 200  # events that repeat
MOST_COUNT: Final = 1000  # repetitions that a rule may name
YEARS: Final = range(2000, 2100)  # in which an event that repeats may begin
FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
MOST_OF_A_DAY: Final = timedelta(hours=20)
WINDOW_ENDS_AFTER: Final = timedelta(days=300)  # of what isn't open for booking yet
NOTICE_NIGHTS: Final = 7  # that a site may close before the next arrival
LONGEST_UID: Final = 200

# What is read of a file. Anything else, such as words about guests, is dropped before parsing.
COMPONENTS: Final = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
PROPERTIES: Final = frozenset(
    (
        *("DTSTART", "DTEND", "DURATION", "EXDATE", "RDATE", "RECURRENCE-ID", "RRULE"),
        *("STATUS", "SUMMARY", "TRANSP", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "UID"),
        "X-WR-TIMEZONE",
    )
)
FOLD: Final = re.compile(rb"\r?\n[ \t]")
NAME: Final = re.compile(r"([A-Za-z0-9-]+)[:;]")
UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f]")
RESERVED: Final = re.compile(r"reserv|réserv|booked|gebucht|provisoire|option", re.IGNORECASE)
NOT_AVAILABLE: Final = re.compile(r"not available|indisponible|closed", re.IGNORECASE)
ENDS_OF_STAY: Final = re.compile(
    r"check[ -]?(in|out)|arriv|depart|départ|anreise|abreise", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a file is read: the clocks of the place, the day, and the name of this site."""

    zone: str
    today: date
    instance: str


def read_in_child(content: bytes) -> Answer:
    """For the bounded process: the first line says for whom, the rest is the file.

    Raises FeedUnreadableError, FeedTooDemandingError.
    """
    line, _newline, rest = content.partition(b"\n")
    facts = json.loads(line)
    reader = Reader(facts["zone"], date.fromisoformat(facts["today"]), facts["instance"])
    found = parse_feed(rest, reader)
    events = [asdict(event) for event in found.events]
    payload = {"events": events, "notes": dict(found.notes)}
    return Answer("read", json.dumps(payload, default=str).encode())


def parse_feed(content: bytes, reader: Reader) -> FeedContent:
    """Nights from yesterday to 24 months ahead, each stay once.

    Raises FeedUnreadableError where it is no calendar.
    """
    found = FeedContent()
    zone = ZoneInfo(reader.zone)
    calendar = _calendar_in(content, found.notes)
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in calendar.walk("VEVENT"):
        if isinstance(event, Event) and _counts(event, reader, found.notes):
            groups[str(event.get("UID", ""))].append(event)
    rules = 0
    for events in groups.values():
        repeats = any(name in event for event in events for name in ("RRULE", "RDATE"))
        rules += repeats
        if rules > MOST_RULES and repeats:
            found.notes["too_many"] += len(events)
            continue
        each = _occurrences(events, calendar, reader, found.notes) if repeats else events
        for event in each:
            _add(event, found, reader, zone)
    found.events = _with_one_window(_with_own_keys(_whole_stays(found.events)), reader.today)
    found.events.sort(key=lambda event: (event.start, event.end, event.key))
    if len(found.events) > MOST_EVENTS:
        found.notes["too_many"] += len(found.events) - MOST_EVENTS
        found.events = found.events[:MOST_EVENTS]
    return found


def _calendar_in(content: bytes, notes: Counter[str]) -> Calendar:
    """Of the lines that are read. Raises FeedUnreadableError."""
    lines = list(_lines_read(content))
    if not lines:
        raise FeedUnreadableError
    text = "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""))
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as broken:
        raise FeedUnreadableError from broken
    if not isinstance(calendar, Calendar):
        raise FeedUnreadableError
    if "X-WR-TIMEZONE" in calendar:
        try:
            calendar = to_standard(calendar)
        except Exception:  # of a library, about words of a stranger: hours stay as they are written
            notes["unknown_zone"] += 1
    return calendar


def _lines_read(content: bytes) -> Iterator[str]:
    """The lines of events and of time zones; none where it isn't a calendar.

    Raises FeedUnreadableError for one that is cut off: what it doesn't name may still be taken; and
    FeedTooDemandingError for one that is too long to be held.
    """
    text = FOLD.sub(b"", content.removeprefix(b"\xef\xbb\xbf")).decode("utf-8", "replace")
    open_ones: list[str] = []
    is_calendar, entries = False, 0
    for line in text.splitlines():
        found = NAME.match(line)
        name = found[1].upper() if found else ""
        value = line[found.end() :].strip().upper() if found else ""
        if name == "BEGIN":
            is_calendar = is_calendar or value == "VCALENDAR"
            open_ones.append(value)
            entries += 1
        elif name in {"RDATE", "EXDATE"}:
            entries += line.count(",")
        if entries > MOST_READ:
            raise FeedTooDemandingError
        if is_calendar and _is_read(name, open_ones):
            yield line
        if name == "END" and value in open_ones:
            del open_ones[open_ones.index(value) :]
    if "VCALENDAR" in open_ones:
        raise FeedUnreadableError
    if is_calendar:
        yield "X-READ:1"


def _is_read(name: str, open_ones: list[str]) -> bool:
    """Whether a line of this name, within these components, is of use. The outermost is ours."""
    if not open_ones or open_ones[0] != "VCALENDAR" or not COMPONENTS.issuperset(open_ones):
        return False
    if name in {"BEGIN", "END"}:
        return open_ones[-1] != "VCALENDAR"
    return name in PROPERTIES


def _counts(event: Event, reader: Reader, notes: Counter[str]) -> bool:
    """Whether it takes nights at all: no echo, not called off, and with a rule that ends."""
    if str(event.get("UID", "")).lower().endswith(f"@{reader.instance.lower()}"):
        notes["echo"] += 1
        return False
    if _word(event, "STATUS") == "CANCELLED" or _word(event, "TRANSP") == "TRANSPARENT":
        notes["free"] += 1
        return False
    if _moment(event, "DTSTART") is None:
        notes["no_dates"] += 1
        return False
    if not _repeats_sensibly(event):
        notes["rule"] += 1
        return False
    return True


def _repeats_sensibly(event: Event) -> bool:
    """Daily or more rarely, so often at most, and since the year 2000."""
    start = _moment(event, "DTSTART")
    if "RRULE" not in event and "RDATE" not in event:
        return True
    if start is None or start.year not in YEARS:
        return False
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if not isinstance(rule, vRecur):
            return False
        if str(_first(rule.get("FREQ"))).upper() not in FREQUENCIES:
            return False
        if {"BYSECOND", "BYMINUTE", "BYHOUR"} & set(rule):
            return False
        count, interval = _first(rule.get("COUNT")), _first(rule.get("INTERVAL"))
        if count is not None and not 1 <= count <= MOST_COUNT:
            return False
        if interval is not None and not 1 <= interval <= MOST_COUNT:
            return False
    return True


def _occurrences(
    events: list[Event], calendar: Calendar, reader: Reader, notes: Counter[str]
) -> list[Event]:
    """Each time of an event that repeats, within the horizon."""
    alone = Calendar()
    alone.subcomponents = [*calendar.walk("VTIMEZONE"), *events]
    first, last = reader.today - timedelta(days=1), reader.today + HORIZON
    try:
        return list(recurring_ical_events.of(alone).between(first, last))
    except Exception:  # of a library, about words of a stranger: the others count all the same
        notes["rule"] += len(events)
        return []


def _add(event: Event, found: FeedContent, reader: Reader, zone: tzinfo) -> None:
    """Its nights, unless they are past, none, or end before they begin."""
    try:
        dates = _nights(event, zone)
    except (TypeError, ValueError, OverflowError, AttributeError):
        found.notes["no_dates"] += 1
        return
    if isinstance(dates, str):
        found.notes[dates] += 1
        return
    start, end = dates
    end = min(end, reader.today + HORIZON)
    if end <= reader.today or start >= end:
        return
    uid = UNPRINTABLE.sub("", str(event.get("UID", "")))
    if not uid:
        uid = f"{start}:{end}"
    elif len(uid) > LONGEST_UID:
        uid = hashlib.sha256(uid.encode()).hexdigest()
    again = _moment(event, "RECURRENCE-ID")
    recurrence_id = "" if again is None else again.isoformat()
    kind = _kind_of(str(event.get("SUMMARY", "")), start, end, reader.today)
    found.events.append(FeedEvent(uid, recurrence_id, start, end, kind))


def _nights(event: Event, zone: tzinfo) -> tuple[date, date] | str:
    """Half-open; or the reason why there are none."""
    start = _moment(event, "DTSTART")
    if start is None:
        return "no_dates"
    end = _moment(event, "DTEND")
    if end is None:
        length = _plain(event, "DURATION")
        end = start + (length if isinstance(length, timedelta) else timedelta(0))
    if isinstance(start, datetime) != isinstance(end, datetime):
        start, end = _day_of(start, zone), _day_of(end, zone)
    if not isinstance(start, datetime):
        if end < start:
            return "inverted"
        return start, max(end, start + timedelta(days=1))
    assert isinstance(end, datetime)  # noqa: S101  for the type checker
    first, last = _day_of(start, zone), _day_of(end, zone)
    if last < first:
        return "inverted"
    if last > first:
        return first, last
    length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    if length < timedelta(0):
        return "inverted"
    return (first, first + timedelta(days=1)) if length >= MOST_OF_A_DAY else "short"


def _day_of(moment: date, zone: tzinfo) -> date:
    """By the clocks of the place; an hour without a zone is one of the place."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(zone) if moment.tzinfo else moment).date()


def _kind_of(summary: str, start: date, end: date, today: date) -> str:
    """As the calendar calls it. Nothing of its words is kept."""
    if ENDS_OF_STAY.search(summary):
        return "end-of-stay"
    if RESERVED.search(summary) and not NOT_AVAILABLE.search(summary):
        return "reservation"
    is_notice = start <= today + timedelta(days=1) and (end - start).days <= NOTICE_NIGHTS
    is_far = end >= today + WINDOW_ENDS_AFTER
    if NOT_AVAILABLE.search(summary) and (is_notice or is_far):
        return "window"
    return "block"


def _whole_stays(events: list[FeedEvent]) -> list[FeedEvent]:
    """Some sites send a stay, its arrival and its departure: the stay alone counts.

    What lies within another event of the same kind is part of it as well.
    """
    stays = [event for event in events if event.kind != "end-of-stay"]
    edges = {day for event in stays for day in (event.start, event.end)}
    alone = (
        replace(event, kind="reservation")
        for event in events
        if event.kind == "end-of-stay" and event.start not in edges
    )
    kept: list[FeedEvent] = []
    each = (*stays, *alone)
    for event in sorted(each, key=lambda one: (one.kind, one.start, -one.end.toordinal())):
        last = kept[-1] if kept else None
        if last and last.kind == event.kind and event.end <= last.end:
            continue
        kept.append(event)
    return kept


def _with_own_keys(events: Iterable[FeedEvent]) -> list[FeedEvent]:
    """The same UID twice with other dates: the second one gets its date as a part of its key."""
    seen: set[tuple[str, str]] = set()
    each = []
    for event in events:
        if event.key in seen:
            event = replace(event, recurrence_id=f"{event.recurrence_id}#{event.start}")
        if event.key not in seen:
            seen.add(event.key)
            each.append(event)
    return each


def _with_one_window(events: list[FeedEvent], today: date) -> list[FeedEvent]:
    """What moves each day, before the next arrival and at the end of the year, is one block each.

    Its UID would be another one every day.
    """
    others = [event for event in events if event.kind != "window"]
    windows = [event for event in events if event.kind == "window"]
    near = [one for one in windows if one.start <= today + timedelta(days=1)]
    far = [one for one in windows if one not in near]
    for name, each in (("window:near", near), ("window:far", far)):
        if each:
            start, end = min(one.start for one in each), max(one.end for one in each)
            others.append(FeedEvent(name, "", start, end, "window"))
    return others


def _moment(event: Event, name: str) -> date | None:
    """The day or hour of a property that may be missing, twice there, or nonsense."""
    value = _plain(event, name)
    return value if isinstance(value, date) else None


def _plain(event: Event, name: str) -> Any:
    """A date, an hour or a duration; None also where it is nonsense, which says so when read."""
    try:
        return getattr(_first(event.get(name)), "dt", None)
    except ValueError:
        return None


def _word(event: Event, name: str) -> str:
    return str(_first(event.get(name)) or "").strip().upper()


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value
