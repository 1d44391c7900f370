"""Reading an employer's list, whatever program wrote it. What is read leaves as keys, not names."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from core.files.bounded_process import Answer, Task, run
from core.text.contacts import mail_addresses_in
from emergency.housing.errors.verification import (
    RosterQueueError,
    RosterTooDemandingError,
    RosterTooLongError,
    RosterUnreadableError,
)

MOST_LINES: Final = 100_000
MOST_BYTES: Final = 20 * 1024 * 1024
_FRENCH: Final = re.compile(r"(?:\+33|0033|33|0)?([1-9]\d{8})")
_FOREIGN: Final = re.compile(r"(?:\+|00)(\d{8,15})")
_NOISE: Final = re.compile(r"[\s.\-/()\u00a0\u202f]")


TASK: Final = Task(
    function="emergency.housing.roster_parser:read_here",
    refusals=(RosterTooLongError, RosterUnreadableError),
    queue_too_long=RosterQueueError,
    too_demanding=RosterTooDemandingError,
)


@dataclass(slots=True)
class Roster:
    """What a list says: each telephone and address once, and how much of it said nothing.

    `shared` are those on lines that differ, as a switchboard is: they name no one person.
    """

    phones: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    lines: int = 0
    unread: int = 0


def read_uploaded_roster(data: bytes) -> Roster:
    """What `read_roster` returns and raises, in a process of its own, or a refusal of TASK."""
    if len(data) > MOST_BYTES:
        raise RosterTooLongError(most=MOST_LINES)
    answer = run(TASK, str(MOST_LINES).encode() + b"\n" + data)
    phones, emails, shared, lines, unread = json.loads(answer.content)
    return Roster(set(phones), set(emails), set(shared), lines, unread)


def read_here(content: bytes) -> Answer:
    """In the child: the most lines in the first line, then the list."""
    most_lines, _end, data = content.partition(b"\n")
    roster = read_roster(data, most_lines=int(most_lines))
    parts = (sorted(keys) for keys in (roster.phones, roster.emails, roster.shared))
    return Answer("roster", json.dumps([*parts, roster.lines, roster.unread]).encode())


def read_roster(data: bytes, *, most_lines: int = MOST_LINES) -> Roster:
    """Raises RosterTooLongError, RosterUnreadableError."""
    if len(data) > MOST_BYTES:
        raise RosterTooLongError(most=MOST_LINES)
    roster = Roster()
    first_lines: dict[str, int] = {}
    for cells in _rows(_decoded(data)):
        roster.lines += 1
        if roster.lines > most_lines:
            raise RosterTooLongError(most=most_lines)
        phones = {phone for cell in cells if (phone := phone_in(cell))}
        emails = {found.lower() for cell in cells for found in mail_addresses_in(cell)}
        roster.phones |= phones
        roster.emails |= emails
        line = hash(tuple(cells))
        roster.shared.update(
            key for key in phones | emails if first_lines.setdefault(key, line) != line
        )
        roster.unread += not (phones or emails)
    if not roster.phones and not roster.emails:
        raise RosterUnreadableError
    return roster


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else what old programs of the West write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RosterUnreadableError


def _rows(text: str) -> Iterator[list[str]]:
    """By the separator that stands most often in the first lines."""
    head = text[:4096]
    separator = max(";,\t|", key=head.count)
    try:
        for cells in csv.reader(text.splitlines(), delimiter=separator):
            if any(cell.strip() for cell in cells):
                yield cells
    except csv.Error as broken:
        raise RosterUnreadableError from broken


def phone_in(cell: str) -> str:
    """As E.164: `06 12 34 56 78`, `+33 (0)6…`, or without the zero that tables lose."""
    digits = _NOISE.sub("", cell.replace("(0)", ""))
    if french := _FRENCH.fullmatch(digits):
        return f"+33{french[1]}"
    foreign = _FOREIGN.fullmatch(digits)
    return f"+{foreign[1]}" if foreign else ""
