"""Calendar files (RFC 5545, 7986) as they leave the site; who imports this pays 3 MiB."""

from datetime import date, datetime, timedelta

from django.utils.translation import get_language
from icalendar import Calendar, vText

from core.instance import instance_name
from core.text.xml import without_forbidden_characters


def new_calendar(topic: str, *, name: str = "", refresh: timedelta | None = None) -> Calendar:
    """An empty one to be published (RFC 5546, 3.2.1): `topic` and the language end its PRODID.

    `name` and `refresh`, how often it is worth asking again, stand as in RFC 7986 (5.1, 5.7), and
    under the names that programs used before.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Hirondelle//{topic}//{(get_language() or 'en').upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", vText(name))
        calendar.add("x-wr-calname", vText(name))
    if refresh:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", refresh)
    return calendar


def event_uid(key: str) -> str:
    """`key@instance`: unique in the world (RFC 5545, 3.8.4.7), and ours by its end."""
    return f"{key}@{instance_name()}"


def serialize(calendar: Calendar) -> bytes:
    """The file, with a VTIMEZONE for each zone that its hours name (RFC 5545, 3.2.19)."""
    starts = [event.decoded("dtstart") for event in calendar.walk("VEVENT")]
    years = [start.year for start in starts if isinstance(start, datetime)]
    if years:
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 2, 1, 1))
    return without_forbidden_characters(calendar.to_ical().decode()).encode()
