"""Calendar files (RFC 5545) as they leave the site; only who writes one imports this (3 MiB)."""

from datetime import date, datetime

from icalendar import Calendar

from core.text.xml import without_forbidden_characters


def serialize(calendar: Calendar) -> bytes:
    """The file, with a VTIMEZONE for each zone that its hours name (RFC 5545, 3.2.19)."""
    starts = [event.decoded("dtstart") for event in calendar.walk("VEVENT")]
    years = [start.year for start in starts if isinstance(start, datetime)]
    if years:
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 2, 1, 1))
    return without_forbidden_characters(calendar.to_ical().decode()).encode()
