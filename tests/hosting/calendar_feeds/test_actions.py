"""A calendar kept elsewhere is connected, read, taken into account and disconnected."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.outbox.models import OutboxEntry
from core.db.leases import LeaseHeldError
from core.http import client
from core.http.client import Answer
from core.http.errors import UnexpectedStatusError, UnsafeAddressError
from core.values.dates import DateRange
from hosting.calendar_feeds import feed_merging, tasks
from hosting.calendar_feeds.actions import (
    accept_shorter_feed,
    add_feed,
    change_feed,
    end_feed,
    fetch_feed_now,
)
from hosting.calendar_feeds.errors import (
    FeedAskedError,
    FeedKnownError,
    FeedLimitError,
    OwnFeedError,
)
from hosting.calendar_feeds.feed_events import FeedContent, FeedEvent
from hosting.calendar_feeds.models import CalendarFeed, FeedFetch, ForeignBlock
from hosting.calendar_feeds.periodic import fetch_due_feeds, forget_fetches
from hosting.calendar_feeds.presenters import feed_rows, sentences_of
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.errors import NightsClosedSinceError
from hosting.calendars.models import is_shut
from hosting.calendars.selectors.availability import free_units
from hosting.offers.models.stays import Unit
from tests.factories.accounts import UserFactory
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.hosting import StayFactory, UnitFactory
from tests.factories.organisations import MandateFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine("2027-05-01T12:00:00+00:00", tick=False),
]

URL = "https://calendar.example.org/secret.ics"
NIGHTS = DateRange(date(2027, 5, 3), date(2027, 5, 6))


@pytest.fixture
def file(monkeypatch):
    """What the other site answers, and what it was asked."""

    class File:
        def __init__(self):
            self.events, self.refusal, self.status, self.asked = ["uid-1"], None, 200, []
            self.parsed = 0

        def fetch(self, url, *, headers, limits):
            self.asked.append((url, headers))
            if self.refusal:
                raise self.refusal
            lines = (f"UID:{uid}\r\nDTSTAMP:{len(self.asked)}\r\n" for uid in self.events)
            return Answer(self.status, "".join(lines).encode(), url, {"etag": '"1"'})

        def parse(self, _content, _unit):
            self.parsed += 1
            return FeedContent(
                [
                    FeedEvent(uid, "", NIGHTS.check_in, NIGHTS.check_out, "block")
                    for uid in self.events
                ]
            )

    made = File()
    monkeypatch.setattr(client, "fetch", made.fetch)
    monkeypatch.setattr(tasks, "parse_in_child", made.parse)
    return made


def test_add_feed_has_it_read_and_says_nothing_of_its_address():
    unit = UnitFactory()

    feed = add_feed(unit=unit, url=f" {URL} ", name="", by=unit.offer.host)

    assert (feed.url, feed.name, feed.short_url) == (
        URL,
        "calendar.example.org",
        "calendar.example.org/…t.ics",
    )
    assert OutboxEntry.objects.get().arguments == {"feed_id": feed.pk}
    entry = AuditEntry.objects.get()
    assert (entry.verb, "secret" in str(entry.data)) == ("calendar_feed.added", False)


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://calendar.example.org/a.ics", UnsafeAddressError),
        ("https://127.0.0.1/a.ics", UnsafeAddressError),
        ("https://here.example.org/a.ics", OwnFeedError),
        (URL, FeedKnownError),
        ("https://calendar.example.org/other.ics", FeedLimitError),
    ],
    ids=["http", "private", "own", "known", "limit"],
)
def test_add_feed_refuses(settings, url, refusal):
    settings.BASE_URL = "https://here.example.org"
    settings.HOSTING_CALENDAR_FEEDS_LIMIT = 1
    unit = CalendarFeedFactory(url=URL).unit

    with pytest.raises(refusal):
        add_feed(unit=unit, url=url, name="", by=unit.offer.host)

    assert CalendarFeed.objects.count() == 1


def test_nobody_else_touches_it():
    feed, other = CalendarFeedFactory(is_shrunk=True), UserFactory()

    with pytest.raises(PermissionDenied):
        add_feed(unit=feed.unit, url=URL, name="", by=other)
    with pytest.raises(PermissionDenied):
        change_feed(feed=feed, url=URL, name="", by=other)
    for action in (fetch_feed_now, accept_shorter_feed, end_feed):
        with pytest.raises(PermissionDenied):
            action(feed=feed, by=other)


def test_who_has_left_the_organisation_acts_no_more():
    left = MandateFactory(ended=True)
    stay = StayFactory(host=left.person, on_behalf_of=left.organisation)
    feed = CalendarFeedFactory(unit__stay=stay, is_shrunk=True)

    with pytest.raises(PermissionDenied):
        add_feed(unit=feed.unit, url=URL, name="", by=left.person)
    for action in (fetch_feed_now, accept_shorter_feed, end_feed):
        with pytest.raises(PermissionDenied):
            action(feed=feed, by=left.person)

    assert not CalendarFeed.objects.visible_to(left.person).exists()
    assert list(CalendarFeed.objects.given_by(left.person)) == [feed]


def test_a_reading_takes_nights_out_of_what_is_free(file):
    feed = CalendarFeedFactory()

    tasks.fetch_feed(feed_id=feed.pk)

    feed.refresh_from_db()
    assert (feed.read_at, feed.etag, feed.leased_until) == (timezone.now(), '"1"', None)
    assert is_shut(feed.unit, NIGHTS)
    assert not free_units(Unit.objects.all(), NIGHTS).exists()
    after = DateRange(NIGHTS.check_out, NIGHTS.check_out + timedelta(days=1))
    assert (is_shut(feed.unit, after), free_units(Unit.objects.all(), after).count()) == (False, 1)
    with pytest.raises(NightsClosedSinceError):
        hold_nights(unit=feed.unit, dates=NIGHTS, even_closed=False)


def test_what_is_agreed_stays_whatever_a_calendar_says(file):
    feed = CalendarFeedFactory()
    hold = hold_nights(unit=feed.unit, dates=NIGHTS)

    tasks.fetch_feed(feed_id=feed.pk)

    assert (hold.night_holds.count(), feed.blocks.count()) == (3, 1)


def test_an_unchanged_answer_is_good_and_asks_with_the_tag(file):
    feed = CalendarFeedFactory()
    tasks.fetch_feed(feed_id=feed.pk)
    file.status = 304

    tasks.fetch_feed(feed_id=feed.pk)

    assert file.asked[1][1]["If-None-Match"] == '"1"'
    assert (feed.blocks.count(), FeedFetch.objects.count()) == (1, 2)


@pytest.mark.parametrize("refusal", [None, UnexpectedStatusError(status=500)])
def test_what_comes_back_the_same_says_when_it_was_tried_last(file, time_machine, refusal):
    feed = CalendarFeedFactory()
    tasks.fetch_feed(feed_id=feed.pk)
    file.refusal = refusal

    for _time in range(3):
        time_machine.shift(timedelta(hours=1))
        tasks.fetch_feed(feed_id=feed.pk)

    last, first = feed.fetches.all()
    assert (last.at, last.at - first.at) == (timezone.now(), timedelta(hours=3))
    assert (first.taken, last.taken, last.refusal) == (1, 0, type(refusal).__name__ * bool(refusal))


def test_a_second_calendar_of_a_site_gets_a_number():
    unit = UnitFactory()
    names = [
        add_feed(unit=unit, url=f"https://calendar.example.org/{name}", name="", by=unit.offer.host)
        for name in ("a.ics", "b.ics", "c.ics")
    ]

    assert [feed.name for feed in names] == [
        "calendar.example.org",
        "calendar.example.org (2)",
        "calendar.example.org (3)",
    ]


def test_what_was_read_at_an_earlier_address_is_dropped(file):
    feed = CalendarFeedFactory()
    reading = tasks.read(feed)
    url = "https://calendar.example.org/other.ics"
    changed = change_feed(feed=feed, url=url, name="", by=feed.unit.offer.host)

    is_recorded = tasks.record_reading(feed, reading)

    assert (is_recorded, ForeignBlock.objects.exists()) == (False, False)
    assert changed.next_fetch_at > timezone.now()  # the clock asks where no worker does
    feed.refresh_from_db()
    assert (feed.url, feed.read_at) == (url, None)


def test_the_tag_is_not_sent_on_another_day(file, time_machine):
    feed = CalendarFeedFactory()
    tasks.fetch_feed(feed_id=feed.pk)
    time_machine.shift(timedelta(days=1))

    tasks.fetch_feed(feed_id=feed.pk)

    assert "If-None-Match" not in file.asked[1][1]


def test_a_calendar_that_leaves_too_much_behind_is_refused(file, monkeypatch):
    monkeypatch.setattr(feed_merging, "MOST_BLOCKS", 2)
    feed = CalendarFeedFactory()
    tasks.fetch_feed(feed_id=feed.pk)
    file.events = ["uid-1", "uid-2", "uid-3"]

    for _time in range(2):
        tasks.fetch_feed(feed_id=feed.pk)

    feed.refresh_from_db()
    [row] = feed_rows(feed.unit)
    assert (feed.failures, feed.blocks.count(), file.parsed) == (2, 1, 3)
    assert "move from one reading to the next" in row.refusal


def test_a_file_that_says_the_same_is_parsed_once_a_day(file, time_machine):
    feed = CalendarFeedFactory()
    parsed = []

    for events, days in ((["uid-1"], 0), (["uid-1"], 0), (["uid-2"], 0), (["uid-2"], 1)):
        file.events = events
        time_machine.shift(timedelta(days=days))
        tasks.fetch_feed(feed_id=feed.pk)
        parsed.append(file.parsed)

    feed.refresh_from_db()
    assert parsed == [1, 1, 2, 3]
    assert feed.read_at == timezone.now()


def test_a_file_that_says_the_same_frees_what_it_did_not_name(file, time_machine):
    feed = CalendarFeedFactory()
    for events in (["uid-1", "uid-2"], ["uid-1"], ["uid-1"]):
        file.events = events
        tasks.fetch_feed(feed_id=feed.pk)
        time_machine.shift(timedelta(hours=1))

    assert (file.parsed, feed.blocks.count()) == (2, 1)


def test_a_refusal_frees_nothing_waits_longer_and_is_told(file):
    feed = CalendarFeedFactory()
    tasks.fetch_feed(feed_id=feed.pk)
    file.refusal = UnexpectedStatusError(status=500)

    tasks.fetch_feed(feed_id=feed.pk)

    feed.refresh_from_db()
    [row] = feed_rows(feed.unit)
    assert (feed.failures, feed.blocks.count(), row.is_being_read) == (1, 1, False)
    assert feed.next_fetch_at - timezone.now() > timedelta(minutes=100)
    assert "answers with error 500" in row.refusal


def test_a_shrunk_calendar_is_told_and_frees_only_when_its_host_says_so(file):
    feed = CalendarFeedFactory()
    tasks.fetch_feed(feed_id=feed.pk)
    file.events = []
    for _time in range(3):
        tasks.fetch_feed(feed_id=feed.pk)
    feed.refresh_from_db()
    before = (feed.is_shrunk, feed.blocks.count())

    accept_shorter_feed(feed=feed, by=feed.unit.offer.host)
    tasks.fetch_feed(feed_id=feed.pk)

    feed.refresh_from_db()
    assert (before, feed.is_shrunk, feed.is_accepted) == ((True, 1), False, False)
    assert not ForeignBlock.objects.exists()
    assert "much shorter" in sentences_of(FeedFetch.objects.get(result="shrunk"))[0]


def test_a_leased_calendar_is_left_to_the_other_worker(file):
    feed = CalendarFeedFactory(leased_until=timezone.now() + timedelta(minutes=1))

    tasks.fetch_feed(feed_id=feed.pk)

    assert file.asked == []


def test_a_shorter_calendar_accepted_during_a_reading_is_asked_again(file):
    feed = CalendarFeedFactory(leased_until=timezone.now() + timedelta(minutes=1), is_accepted=True)

    with pytest.raises(LeaseHeldError):  # to the outbox
        tasks.fetch_feed(feed_id=feed.pk)

    assert file.asked == []


def test_what_was_read_of_a_calendar_that_is_gone_is_dropped(file):
    feed = CalendarFeedFactory()
    reading = tasks.read(feed)
    end_feed(feed=feed, by=feed.unit.offer.host)

    tasks.record_reading(feed, reading)

    assert not ForeignBlock.objects.exists()


def test_end_feed_frees_its_nights():
    block = ForeignBlockFactory()

    end_feed(feed=block.feed, by=block.unit.offer.host)

    assert not is_shut(block.unit, block.dates)
    assert AuditEntry.objects.get().verb == "calendar_feed.ended"


def test_fetch_feed_now_is_once_in_ten_minutes(time_machine):
    feed = CalendarFeedFactory()
    host = feed.unit.offer.host
    fetch_feed_now(feed=feed, by=host)

    with pytest.raises(FeedAskedError, match=r"at 14:00\..* from 14:11\."):
        fetch_feed_now(feed=feed, by=host)
    time_machine.shift(timedelta(minutes=10))
    fetch_feed_now(feed=feed, by=host)

    assert OutboxEntry.objects.count() == 2


def test_the_clock_hands_over_what_is_due_once(monkeypatch):
    due = CalendarFeedFactory()
    CalendarFeedFactory(next_fetch_at=timezone.now() + timedelta(minutes=1))
    handed = []
    monkeypatch.setattr(tasks.fetch_feed, "delay", lambda *, feed_id: handed.append(feed_id))

    fetch_due_feeds()
    fetch_due_feeds()

    assert handed == [due.pk]


def test_old_readings_are_forgotten():
    feed = CalendarFeedFactory()
    for days in (29, 31):
        feed.fetches.create(result="read", at=timezone.now() - timedelta(days=days))

    forget_fetches()

    assert FeedFetch.objects.count() == 1


def test_whoever_leaves_takes_the_addresses_along():
    block = ForeignBlockFactory()
    host = block.unit.offer.host

    close_account(person=host, by=host)

    assert not CalendarFeed.objects.exists()
