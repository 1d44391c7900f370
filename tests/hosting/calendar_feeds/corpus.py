"""Calendars that lie beside the checkout, and what ours reads in each."""

import json
import os
import re
import sys
import tarfile
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path

from core.files.bounded_process import Answer
from hosting.calendar_feeds.errors import FeedTooDemandingError, FeedUnreadableError
from hosting.calendar_feeds.feed_parser import Reader, parse_feed, read_in_child
from scripts.machine import ROOT

FOLDER = ROOT.parent / "shared/data/calendars-ical"
NOTED = Path(__file__).with_name("corpus.json")
ZONES = re.compile(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", re.DOTALL)
STATUS = os.open("/proc/self/status", os.O_RDONLY)  # before `weigh` may open nothing any more
STARTS = re.compile(rb"DTSTART[^:\n]*:(\d{8})")


def files():
    """Each calendar by its name. Raises FileNotFoundError where they aren't there."""
    if not FOLDER.exists():
        raise FileNotFoundError(f"{FOLDER} isn’t there: it lies beside the checkout")
    found = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("channels/*.ics"))}
    for archive in sorted(FOLDER.glob("corpus/*.tar.gz")):
        with tarfile.open(archive) as packed:
            for member in packed:
                content = packed.extractfile(member)
                if content is not None:
                    found[f"{archive.name}/{member.name}"] = content.read()
    return found


def first_day_in(content):
    """The earliest day that an event names: with it as today, events of any age count."""
    days = []
    for text in STARTS.findall(ZONES.sub(b"", content)):
        try:
            days.append(date.fromisoformat(text.decode()))
        except ValueError:
            continue
    return min((day for day in days if 1990 <= day.year <= 2100), default=date(2027, 1, 1))


def request_for(content):
    """As the worker sends it to the bounded process."""
    facts = {
        "zone": "Europe/Paris",
        "today": f"{first_day_in(content)}",
        "instance": "here.example",
    }
    return json.dumps(facts).encode() + b"\n" + content


def summary_of(content):
    """How many events of each kind, first and last day, nights, and what was left out."""
    today = first_day_in(content)
    try:
        found = parse_feed(content, Reader("Europe/Paris", today, "here.example"))
    except (FeedUnreadableError, FeedTooDemandingError):
        return "refused"
    return {
        "today": f"{today}",
        "events": dict(sorted(Counter(event.kind for event in found.events).items())),
        "first": min((f"{event.start}" for event in found.events), default=""),
        "last": max((f"{event.end}" for event in found.events), default=""),
        "nights": sum((event.end - event.start).days for event in found.events),
        "notes": dict(sorted(found.notes.items())),
    }


def weigh(content):
    """For the bounded process: the most memory that it held while it read this, in KiB."""
    with suppress(FeedUnreadableError, FeedTooDemandingError):
        read_in_child(content)
    [peak] = re.findall(rb"VmHWM:\s+(\d+) kB", os.pread(STATUS, 1 << 16, 0))
    return Answer(peak.decode())


if __name__ == "__main__":
    noted = {name: summary_of(content) for name, content in files().items()}
    NOTED.write_text(json.dumps(noted, indent=1, ensure_ascii=False) + "\n")
    sys.stdout.write(f"{len(noted)} files, {list(noted.values()).count('refused')} refused\n")
