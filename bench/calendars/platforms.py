"""Other sites on which a unit can be booked: they read each other and us, and pass on nights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from core.http.client import Answer
from core.http.errors import TooSlowError
from core.values.dates import DateRange

US: Final = "us"
WINDOW: Final = (180, 365)  # days ahead that can't be booked yet
RESERVED: Final = "Reserved"
CLOSED: Final = "CLOSED - Not available"
FOLD: Final = re.compile(rb"\r?\n[ \t]")
EVENT: Final = re.compile(rb"BEGIN:VEVENT(.*?)END:VEVENT", re.DOTALL)
PROPERTY: Final = re.compile(rb"^(UID|DTSTART|DTEND)[^:\n]*:(\S+)", re.MULTILINE)

type Nights = set[date]
type Event = tuple[str, str, DateRange]  # its UID, what it is called, and when


class Trouble(StrEnum):
    """What comes instead of a good file."""

    EMPTY = "a calendar without events"
    SHORT = "a calendar that lacks most of them"
    CUT = "a file that is cut off"
    ERROR = "an error of the server"
    SLOW = "nothing in time"


@dataclass
class Platform:
    """A site as Airbnb or Booking.com are, as far as their files tell.

    `passes_on` names whose nights appear in its own file as well; `own_uids`: under UIDs that it
    draws itself.
    """

    name: str
    word: str  # for its own bookings
    passes_on: frozenset[str] = frozenset({US})
    own_uids: bool = True
    redraws: bool = False  # each file has other UIDs
    has_window: bool = False
    has_tag: bool = False  # answers that nothing has changed
    every: int = 1  # hours between two readings of the others
    stays: dict[str, DateRange] = field(default_factory=dict)
    read: dict[str, dict[str, DateRange]] = field(default_factory=dict)
    trouble: Trouble | None = None
    most_events: int = 0  # in a file that lacks most
    count: Counter[str] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        """Where its calendar is."""
        return f"https://{self.name}.example/calendar.ics"

    def book(self, dates: DateRange) -> bool:
        """Unless it knows that one of these nights is taken."""
        if nights_of([dates]) & self.taken(dates.check_in):
            return False
        self.count["stays"] += 1
        self.stays[f"{self.count['stays']}@{self.name}.example"] = dates
        return True

    def move(self, number: int, dates: DateRange) -> bool:
        """Change the dates of a stay, which keeps its UID."""
        uid = self._stay(number)
        if uid is None:
            return False
        before = self.stays.pop(uid)
        is_free = not nights_of([dates]) & self.taken(dates.check_in)
        self.stays[uid] = dates if is_free else before
        return is_free

    def cancel(self, number: int) -> bool:
        """One of its stays."""
        uid = self._stay(number)
        if uid is not None:
            del self.stays[uid]
        return uid is not None

    def taken(self, today: date) -> Nights:
        """What nobody can book here any more."""
        elsewhere = (dates for known in self.read.values() for dates in known.values())
        nights = nights_of(self.stays.values()) | nights_of(elsewhere)
        return {night for night in nights if night >= today}

    def take_in(self, source: str, events: Iterable[tuple[str, DateRange]]) -> None:
        """What another calendar says, but for what comes back from here."""
        own = f"@{self.name}.example"
        self.read[source] = {uid: dates for uid, dates in events if not uid.endswith(own)}

    def events(self, today: date) -> list[Event]:
        """What its file says when nothing is wrong with it."""
        found = [(uid, self.word, dates) for uid, dates in self.stays.items()]
        for source in sorted(self.passes_on):
            for uid, dates in self.read.get(source, {}).items():
                drawn = sha256(f"{source} {uid}".encode()).hexdigest()[:20]
                shown = f"{drawn}@{self.name}.example" if self.own_uids else uid
                found.append((shown, CLOSED, dates))
        if self.has_window:
            first, last = (today + timedelta(days=days) for days in WINDOW)
            found.append((f"window-{today}@{self.name}.example", CLOSED, DateRange(first, last)))
        return [one for one in found if one[2].check_out > today]

    def answer(self, tag: str, now: datetime) -> tuple[Answer, list[Event] | None]:
        """To one request, and what is said in it if it is a good file. Raises TooSlowError."""
        events = self.events(now.date())
        if self.trouble == Trouble.SLOW:
            raise TooSlowError
        if self.trouble == Trouble.ERROR:
            return Answer(500, b"", self.url), None
        if self.trouble is not None:
            shown = [] if self.trouble == Trouble.EMPTY else events[: self.most_events]
            content = file_of(events if self.trouble == Trouble.CUT else shown, now)
            if self.trouble == Trouble.CUT:
                content = content[: len(content) // 2]
            return Answer(200, content, self.url, {"content-type": "text/calendar"}), None
        etag = f'"{sha256(repr(events).encode()).hexdigest()[:16]}"' if self.has_tag else ""
        if etag and tag == etag:
            return Answer(304, b"", self.url), events
        self.count["files"] += 1
        if self.redraws:
            drawn = self.count["files"]
            events = [(f"{drawn}-{uid}", word, dates) for uid, word, dates in events]
        headers = {"content-type": "text/calendar", "etag": etag}
        return Answer(200, file_of(events, now), self.url, headers), events

    def _stay(self, number: int) -> str | None:
        return list(self.stays)[number % len(self.stays)] if self.stays else None


def file_of(events: Iterable[Event], now: datetime) -> bytes:
    """As these sites write it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//EN"]
    for uid, summary, dates in events:
        lines += [
            *("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"),
            f"DTSTART;VALUE=DATE:{dates.check_in:%Y%m%d}",
            f"DTEND;VALUE=DATE:{dates.check_out:%Y%m%d}",
            *(f"SUMMARY:{summary}", "END:VEVENT"),
        ]
    return "\r\n".join((*lines, "END:VCALENDAR", "")).encode()


def events_in(content: bytes) -> Iterator[tuple[str, DateRange]]:
    """What a site that knows only whole days reads in a file of ours."""
    for [event] in map(re.Match.groups, EVENT.finditer(FOLD.sub(b"", content))):
        found = {name.decode(): value.decode() for name, value in PROPERTY.findall(event)}
        first, last = (date.fromisoformat(found[name][:8]) for name in ("DTSTART", "DTEND"))
        yield found["UID"], DateRange(first, last)


def nights_of(each: Iterable[DateRange]) -> Nights:
    """All of them."""
    return {night for dates in each for night in dates.nights}
