"""Two workers read one calendar, a host removes it meanwhile, two pages ask for it at once.

The controls show what the lease and the locks are for.
"""

import time
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError

from commons.outbox.models import OutboxEntry
from core.http import client
from core.http.client import Answer
from hosting.calendar_conflicts.actions import update_conflicts
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_feeds import tasks
from hosting.calendar_feeds.actions import end_feed, refresh_feeds
from hosting.calendar_feeds.feed_events import FeedContent, FeedEvent
from hosting.calendar_feeds.models import CalendarFeed, FeedFetch, ForeignBlock
from hosting.calendars.actions.holds import release_hold
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.hosting import MAY, AgreementFactory
from tests.rivals import at_once, has_row_locks, overtaken, without_row_locks

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.race,
    pytest.mark.time_machine("2027-05-01T12:00:00+00:00"),
]

RIVALS = 3
EVENTS = [FeedEvent("uid-1", "", MAY.check_in, MAY.check_out, "block")]
READING = tasks.Reading(Answer(200, b"", "https://calendar.example.org/"), FeedContent(EVENTS))
APPLY = "hosting.calendar_feeds.tasks._apply"


@pytest.fixture
def asked(monkeypatch):
    """How often the other site was asked; it takes a while to answer."""
    calls = []

    def fetch(url, **_options):
        calls.append(url)
        time.sleep(0.3)
        return READING.answer

    monkeypatch.setattr(client, "fetch", fetch)
    monkeypatch.setattr(tasks, "parse_in_child", lambda *_: FeedContent(EVENTS))
    return calls


def test_of_several_workers_one_asks(asked):
    feed = CalendarFeedFactory()

    at_once(*[partial(tasks.fetch_feed, feed_id=feed.pk)] * RIVALS)

    assert (len(asked), ForeignBlock.objects.count(), FeedFetch.objects.count()) == (1, 1, 1)


def test_control_without_the_lease_all_of_them_ask(asked):
    feed = CalendarFeedFactory()

    at_once(*[partial(tasks.read, feed)] * RIVALS)

    assert len(asked) == RIVALS


def test_two_readings_of_one_calendar_take_its_nights_once():
    feed = CalendarFeedFactory()
    record = partial(tasks.record_reading, feed, READING)

    outcomes = overtaken(record, at=APPLY, by=record, refusals=IntegrityError)

    assert outcomes == (True, True)
    assert ForeignBlock.objects.count() == 1


def test_control_without_the_lock_the_second_reading_is_an_error():
    feed = CalendarFeedFactory()
    record = partial(tasks.record_reading, feed, READING)

    with without_row_locks():
        outcomes = overtaken(
            record, at="hosting.calendar_feeds.tasks._write", by=record, refusals=IntegrityError
        )

    errors = [one for one in outcomes if isinstance(one, IntegrityError)]
    assert len(errors) == (1 if has_row_locks() else 0)


def test_a_calendar_that_is_removed_during_a_reading_leaves_nothing():
    feed = CalendarFeedFactory()
    remove = partial(end_feed, feed=feed, by=feed.unit.offer.host)

    outcomes = overtaken(
        partial(tasks.record_reading, feed, READING), at=APPLY, by=remove, refusals=IntegrityError
    )

    assert not any(isinstance(one, IntegrityError) for one in outcomes)
    assert (CalendarFeed.objects.count(), ForeignBlock.objects.count()) == (0, 0)


def test_control_without_the_lock_a_removed_calendar_comes_back():
    feed = CalendarFeedFactory()
    remove = partial(end_feed, feed=feed, by=feed.unit.offer.host)

    with without_row_locks():
        overtaken(partial(tasks.record_reading, feed, READING), at=APPLY, by=remove)

    assert CalendarFeed.objects.exists() == has_row_locks()


def test_several_pages_that_are_opened_at_once_ask_once(asked):
    feed = CalendarFeedFactory()
    line = Barrier(RIVALS)

    def refresh():
        line.wait(timeout=10)
        return refresh_feeds([feed.unit_id])

    outcomes = at_once(*[refresh] * RIVALS)

    assert sum(feed.pk in one for one in outcomes) == 1
    assert (len(asked), OutboxEntry.objects.count()) == (1, 0)  # jobs run at once here


def test_a_conflict_found_twice_at_once_is_told_once():
    agreement = AgreementFactory()
    ForeignBlockFactory(feed__unit=agreement.unit)

    outcomes = at_once(*[partial(update_conflicts, unit=agreement.unit)] * RIVALS)

    assert sorted(map(len, outcomes)) == [0] * (RIVALS - 1) + [1]
    assert CalendarConflict.objects.count() == 1


def given_back_meanwhile():
    """A hold is given back, and a reading finds it between what goes along and its end."""
    agreement = AgreementFactory()
    ForeignBlockFactory(feed__unit=agreement.unit)
    return overtaken(
        partial(release_hold, hold=agreement.hold),
        at="django.db.models.deletion.Collector.delete",
        by=partial(update_conflicts, unit=agreement.unit),
        refusals=IntegrityError,
    )


def test_a_hold_that_is_given_back_during_a_reading_leaves_no_conflict():
    assert given_back_meanwhile() == (None, [])
    assert not CalendarConflict.objects.exists()


def test_control_without_the_lock_a_hold_cant_be_given_back():
    with without_row_locks():
        given_back, _found = given_back_meanwhile()

    assert isinstance(given_back, IntegrityError) is has_row_locks()
