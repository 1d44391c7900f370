"""What a calendar of a stranger says of nights, and what in it counts for nothing."""

import json
from datetime import date, timedelta

import pytest

from core.files import bounded_process
from hosting.calendar_feeds import feed_parser
from hosting.calendar_feeds.errors import FeedTooDemandingError, FeedUnreadableError
from hosting.calendar_feeds.feed_events import content_from_child
from hosting.calendar_feeds.feed_parser import MOST_READ, Reader, parse_feed
from hosting.calendar_feeds.tasks import PARSING

TODAY = date(2027, 5, 1)
READER = Reader("Europe/Paris", TODAY, "here.example")


def calendar(*events, head=""):
    """A file with these events; each is its lines without BEGIN and END."""
    each = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{each}END:VCALENDAR\n".encode()


def event(start="20270503", end="20270506", uid="a@x", **more):
    lines = [f"UID:{uid}", f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{end}"]
    return "\n".join([*lines, *(f"{name.upper()}:{value}" for name, value in more.items())])


def parsed(*events, head=""):
    return parse_feed(calendar(*events, head=head), READER)


def nights(*events, head=""):
    """First day and last morning in May 2027 of what counts."""
    return [(one.start.day, one.end.day) for one in parsed(*events, head=head).events]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(event(), [(3, 6)], id="days"),
        pytest.param("UID:a\nDTSTART;VALUE=DATE:20270503", [(3, 4)], id="one-day"),
        pytest.param("UID:a\nDTSTART;VALUE=DATE:20270503\nDURATION:P2D", [(3, 5)], id="duration"),
        pytest.param("UID:a\nDTSTART:20270503T140000\nDTEND:20270505T100000", [(3, 5)], id="hours"),
        pytest.param(
            "UID:a\nDTSTART:20270503T230000Z\nDTEND:20270505T080000Z", [(4, 5)], id="utc-is-later"
        ),
        pytest.param(
            "UID:a\nDTSTART;TZID=Mars/Base:20270503T140000\nDTEND;TZID=Mars/Base:20270505T100000",
            [(3, 5)],
            id="unknown-zone",
        ),
        pytest.param(event(end="20270503"), [(3, 4)], id="empty-day"),
        pytest.param(
            "UID:a\nDTSTART:20270503T000000\nDTEND:20270503T235900", [(3, 4)], id="all-day-in-hours"
        ),
        pytest.param(event(start="20270420", end="20270501"), [], id="past"),
        pytest.param(event(rrule="FREQ=WEEKLY;COUNT=3"), [(3, 6), (10, 13), (17, 20)], id="weekly"),
        pytest.param("DTSTART;VALUE=DATE:20270503", [(3, 4)], id="without-uid"),
        pytest.param(event(start="20290601", end="20290603"), [], id="beyond-the-horizon"),
    ],
)
def test_nights_are_read(lines, expected):
    assert nights(lines) == expected


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        pytest.param(event(end="20270501"), "inverted", id="inverted"),
        pytest.param(event(uid="7@HERE.example"), "echo", id="echo"),
        pytest.param(event(status="CANCELLED"), "free", id="cancelled"),
        pytest.param(event(transp="TRANSPARENT"), "free", id="transparent"),
        pytest.param("UID:a", "no_dates", id="no-dates"),
        pytest.param("UID:a\nDTSTART:soon", "no_dates", id="nonsense"),
        pytest.param(event(rrule="FREQ=DAILY;COUNT=1000000000"), "rule", id="count"),
        pytest.param(event(rrule="FREQ=SECONDLY"), "rule", id="secondly"),
        pytest.param(event(rrule="FREQ=HOURLY;COUNT=5"), "rule", id="hourly"),
        pytest.param(event(rrule="FREQ=DAILY;BYSECOND=1,2"), "rule", id="bysecond"),
        pytest.param(event(rrule="FREQ=DAILY;INTERVAL=0"), "rule", id="interval"),
        pytest.param(event(start="00010101", rrule="FREQ=DAILY"), "rule", id="year-one"),
        pytest.param(
            "UID:a\nDTSTART:20270503T140000\nDTEND:20270503T150000", "short", id="an-hour"
        ),
    ],
)
def test_what_is_left_out_is_noted(lines, note):
    found = parsed(lines)

    assert (found.events, dict(found.notes)) == ([], {note: 1})


@pytest.mark.parametrize(
    ("summary", "start", "end", "kind"),
    [
        ("Reserved", "20270503", "20270506", "reservation"),
        ("Réservée", "20270503", "20270506", "reservation"),
        ("Airbnb (Not available)", "20270510", "20270512", "block"),
        ("CLOSED - Not available", "20270510", "20270512", "block"),
        ("Airbnb (Not available)", "20270501", "20270503", "window"),
        ("Airbnb (Not available)", "20270901", "20280501", "window"),
        ("Anything", "20270901", "20280501", "block"),
    ],
    ids=["reserved", "French", "block", "closed", "window-now", "window-far", "other"],
)
def test_kind_of_event(summary, start, end, kind):
    [found] = parsed(event(start, end, summary=summary)).events

    assert found.kind == kind


def test_a_window_that_moves_is_one_block_with_one_key():
    first = parsed(event("20270901", "20280501", uid="x", summary="Not available")).events
    second = parsed(
        event("20270902", "20280501", uid="y", summary="Not available"),
        event("20280501", "20280502", uid="z", summary="Not available"),
    ).events

    assert [one.key for one in first] == [one.key for one in second] == [("window:far", "")]
    assert second[0].end == date(2028, 5, 2)


def test_three_events_of_one_stay_are_one():
    assert nights(
        event("20270503", "20270504", uid="in", summary="Check-in Ada"),
        event("20270503", "20270506", uid="stay", summary="Reserved"),
        event("20270506", "20270507", uid="out", summary="Check-out Ada"),
    ) == [(3, 6)]


def test_the_same_uid_twice_is_two_blocks_and_a_recurrence_is_its_own():
    found = parsed(
        event(rrule="FREQ=WEEKLY;COUNT=2"),
        event("20270511", "20270512") + "\nRECURRENCE-ID;VALUE=DATE:20270510",
        event("20270520", "20270521", uid="b@x"),
        event("20270525", "20270526", uid="b@x"),
    )

    days = [(one.start.day, one.end.day) for one in found.events]
    assert days == [(3, 6), (11, 12), (20, 21), (25, 26)]
    assert len({one.key for one in found.events}) == 4


def test_no_word_of_a_guest_is_kept():
    told = event(
        uid="a@x", summary="Reserved Ada Canary", description="Phone 0600000000", location="Rue X"
    )

    shown = repr(parsed(told))
    assert ("Canary" in shown, "0600" in shown) == (False, False)


def test_a_named_zone_of_the_whole_is_heeded():
    lines = "UID:a\nDTSTART:20270503T230000Z\nDTEND:20270505T230000Z"

    assert nights(lines, head="X-WR-TIMEZONE:Europe/Paris\n") == [(4, 6)]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"<html>Bonjour</html>", b"\x00\xff", b"BEGIN:VEVENT\nEND:VEVENT", b"BEGIN:VCARD\n"),
        pytest.param(b"BEGIN:VCALENDAR", id="nothing-else"),
        pytest.param(calendar(event())[:-20], id="cut-off"),
        pytest.param(calendar(event())[:-50], id="cut-within-a-line"),
    ],
)
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(FeedUnreadableError):
        parse_feed(content, READER)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"BEGIN:VCALENDAR\nPRODID;X=1\nEND:VCALENDAR", id="prodid"),
        pytest.param(b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR", id="twice"),
        pytest.param(calendar("BEGIN:VALARM\nBEGIN:VEVENT\nEND:VALARM"), id="alarm"),
    ],
)
def test_a_broken_calendar_says_what_it_says(content):
    assert len(parse_feed(content, READER).events) <= 1


def test_too_many_events_keep_the_next_ones(monkeypatch):
    monkeypatch.setattr(feed_parser, "MOST_EVENTS", 20)
    day = TODAY + timedelta(days=2)
    many = [
        f"UID:{number}\nDTSTART;VALUE=DATE:{day + timedelta(days=number % 700):%Y%m%d}"
        f"\nSUMMARY:Reserved {number}"
        for number in range(50)
    ]

    found = parsed(*many)

    assert [one.uid for one in found.events] == [f"{number}" for number in range(20)]
    assert found.notes["too_many"] == 30


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("BEGIN:VEVENT\nEND:VEVENT\n" * (MOST_READ + 1), id="events"),
        pytest.param("BEGIN:VEVENT\n" * (MOST_READ + 1), id="nested"),
        pytest.param(f"RDATE;VALUE=DATE:20270601{',20270602' * (MOST_READ + 1)}\n", id="dates"),
    ],
)
def test_a_file_that_is_too_long_to_be_held_is_refused(lines):
    with pytest.raises(FeedTooDemandingError):
        parse_feed(f"BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n".encode(), READER)


def test_it_is_read_in_a_process_of_its_own():
    facts = {"zone": "Europe/Paris", "today": str(TODAY), "instance": "here.example"}
    line = json.dumps(facts).encode() + b"\n"

    answer = bounded_process.run(PARSING, line + calendar(event()))
    with pytest.raises(FeedUnreadableError):
        bounded_process.run(PARSING, line + b"<html>")

    assert content_from_child(answer.content) == parsed(event())
