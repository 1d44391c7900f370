"""Reads calendars of 2 MB that were made to be hard to read: processor time and memory of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from django.core.management.base import BaseCommand

from bench.tools.figures import Recorder
from core.errors import DomainError
from core.files.bounded_process import processor_seconds, run
from hosting.calendar_feeds.feed_parser import MOST_READ
from hosting.calendar_feeds.tasks import PARSING

SIZE: Final = 2 << 20  # what the client lets through
SECONDS: Final = 5
MEBIBYTES: Final = 150
WEIGHING: Final = replace(PARSING, function="bench.calendars.feed_weight:weigh", refusals=())
FACTS: Final = b'{"zone": "Europe/Paris", "today": "2027-05-01", "instance": "here.example"}\n'
ZONE: Final = (
    "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "END:STANDARD\r\nEND:VTIMEZONE\r\n"
)
DATES: Final = ",".join(f"2027{month:02}{day:02}" for month in range(6, 12) for day in range(1, 28))


def event(number: int, *lines: str, start: str = "DTSTART;VALUE=DATE:20270601") -> str:
    """One more."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{number}@x.example", start, *lines, "END:VEVENT", ""))


HOSTILE: Final[Mapping[str, Callable[[int], str]]] = {
    "events of one night": lambda number: event(number, "DTEND;VALUE=DATE:20270602"),
    "the same UID each time": lambda _number: event(0, "DTEND;VALUE=DATE:20270602"),
    "daily for ever": lambda number: event(number, "RRULE:FREQ=DAILY"),
    "a thousand times each": lambda number: event(number, "RRULE:FREQ=DAILY;COUNT=1000"),
    "a billion times": lambda number: event(number, "RRULE:FREQ=DAILY;COUNT=1000000000"),
    "each second": lambda number: event(number, "RRULE:FREQ=SECONDLY"),
    "rules that name all days": lambda number: event(
        number, "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTHDAY=-1,-2,1,2,3,4,5,6,7"
    ),
    "lists of dates": lambda number: event(number, f"RDATE;VALUE=DATE:{DATES}"),
    "a time zone for each": lambda number: (
        ZONE.replace("Mine", f"Mine{number}")
        + event(number, start=f"DTSTART;TZID=Mine{number}:20270601T100000")
    ),
    "components within each other": lambda _number: "BEGIN:VEVENT\r\n",
    "folds": lambda _number: "X:1\r\n \r\n \r\n \r\n",
    "parameters": lambda number: event(number, start=f"DTSTART;{'A=B;' * 40}VALUE=DATE:20270601"),
    "one word": lambda _number: "A" * 1000,
}


class Command(BaseCommand):
    """`measure_hostile_feeds`."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Each in a process of its own, as the worker reads it. None may end otherwise."""
        keep = Recorder("calendars", fresh=False)
        slowest = largest = 0.0
        whole = {f"2 MB, {name}": file_of(one) for name, one in HOSTILE.items()}
        read = {f"what is read at most, {name}": most_of(one) for name, one in HOSTILE.items()}
        for name, file in (whole | read).items():
            content = FACTS + file
            with processor_seconds() as spent:
                outcome = outcome_of(content)
            memory = weight_of(content)
            slowest, largest = max(slowest, *spent), max(largest, memory)
            keep.note(f"{name}: {outcome}", round(sum(spent), 2), "s")
            keep.note(name, round(memory), "MiB")
        keep.at_most("a hostile calendar of 2 MB: processor time", round(slowest, 2), "s", SECONDS)
        keep.at_most("a hostile calendar of 2 MB: memory", round(largest), "MiB", MEBIBYTES)


def file_of(one: Callable[[int], str]) -> bytes:
    """As many as go into 2 MB."""
    count = SIZE // len(one(10_000)) - 1
    body = "".join(one(number) for number in range(count))
    return f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n".encode()[:SIZE]


def most_of(one: Callable[[int], str]) -> bytes:
    """As many as the parser holds."""
    entries = one(1).count("BEGIN:") + one(1).count(",") or 1
    body = "".join(one(number) for number in range((MOST_READ - 1) // entries))
    return f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n".encode()[:SIZE]


def outcome_of(content: bytes) -> str:
    """Whether it was read, or with what it was refused."""
    try:
        run(PARSING, content)
    except DomainError as refusal:
        return type(refusal).__name__
    return "read"


def weight_of(content: bytes) -> float:
    """MiB that its process held at most; one that was stopped said nothing."""
    try:
        return int(run(WEIGHING, content).line) / 1024
    except DomainError:
        return 0
