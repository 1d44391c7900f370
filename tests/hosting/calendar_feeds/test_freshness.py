"""How old what we know of other calendars is: asked again before an answer, told to both sides."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.notifications.models import Notice
from commons.outbox.models import OutboxEntry
from core.text.formatting import format_date_range
from core.values.half_days import Half, HalfDay
from hosting.calendar_conflicts.actions import update_conflicts
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.notifications import CONFLICT_FOUND
from hosting.calendar_conflicts.periodic import update_all_conflicts
from hosting.calendar_feeds import actions
from hosting.calendar_feeds.actions import refresh_feeds, refresh_feeds_and_wait
from hosting.calendar_feeds.models import CalendarFeed, ForeignBlock
from hosting.calendars.presenters.workspace_days import free_half_days
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Proposal
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.cohosts import CoHostFactory
from tests.factories.hosting import MAY, DeskFactory, ProposalFactory, UnitFactory
from tests.factories.swaps import JUNE, neighbours

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine("2027-05-01T12:00:00+00:00", tick=False),
]

NINE, ELEVEN = timedelta(minutes=9), timedelta(minutes=11)


@pytest.fixture
def proposal():
    """By the guest, so that the host accepts it."""
    made = ProposalFactory()
    made.by = made.request.guest
    made.save()
    return made


def failing_feed(**columns):
    feed = CalendarFeedFactory(failures=2, asked_at=timezone.now() - NINE, **columns)
    feed.fetches.create(
        result="failed", refusal="UnreachableError", at=timezone.now() - timedelta(minutes=10)
    )
    return feed


def url_of(proposal):
    return reverse("hosting:proposal-agree", args=[proposal.request.public_id, 1])


@pytest.mark.parametrize(
    ("read", "asked", "is_asked"),
    [
        (None, None, True),
        (ELEVEN, ELEVEN, True),
        (ELEVEN, NINE, False),
        (NINE, ELEVEN, False),
        (None, NINE, False),
    ],
)
def test_refresh_feeds_asks_what_is_stale_once(read, asked, is_asked):
    now = timezone.now()
    feed = CalendarFeedFactory(read_at=read and now - read, asked_at=asked and now - asked)

    first = refresh_feeds([feed.unit_id])
    second = refresh_feeds([feed.unit_id])

    assert (first, second) == ({feed.pk: now} if is_asked else {}, {})
    assert OutboxEntry.objects.count() == int(is_asked)


def test_refresh_feeds_reads_once_where_nothing_is_stale(django_assert_num_queries):
    with django_assert_num_queries(1):
        refresh_feeds([1])


@pytest.mark.parametrize(("comes_after", "expected"), [(2, (True, 2)), (99, (False, 30))])
def test_refresh_feeds_and_wait_ends_when_read_or_after_3_s(
    settings, monkeypatch, comes_after, expected
):
    settings.HOSTING_CALENDAR_WAIT = timedelta(seconds=3)
    feed = CalendarFeedFactory()
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == comes_after:
            CalendarFeed.objects.update(asked_at=timezone.now() + timedelta(seconds=1))

    monkeypatch.setattr(actions.time, "sleep", sleep)

    assert (refresh_feeds_and_wait([feed.unit_id]), len(slept)) == expected
    assert sum(slept) <= 3.0001


def test_a_host_who_opens_a_request_has_the_calendar_asked(client, proposal):
    feed = CalendarFeedFactory(unit=proposal.unit, read_at=timezone.now() - ELEVEN)
    client.force_login(proposal.request.host)

    for _time in range(2):
        page = client.get(proposal.request.get_absolute_url()).text

    assert OutboxEntry.objects.filter(arguments={"feed_id": feed.pk}).count() == 1
    assert "The calendars kept elsewhere were last read: Saturday 1 May at 13:49." in page


def test_a_guest_who_opens_it_has_nothing_asked(client, proposal):
    CalendarFeedFactory(unit=proposal.unit)
    client.force_login(proposal.request.guest)

    page = client.get(proposal.request.get_absolute_url()).text

    assert not OutboxEntry.objects.filter(job="calendar_feeds.fetch_feed").exists()
    assert "kept elsewhere" not in page


def test_a_host_reads_what_is_taken_before_they_accept_and_decides(client, proposal):
    feed = CalendarFeedFactory(unit=proposal.unit, name="Other site")
    ForeignBlockFactory(feed=feed)
    client.force_login(proposal.request.host)
    asked = client.get(proposal.request.get_absolute_url()).text

    first = client.post(url_of(proposal))
    before = Agreement.objects.exists()
    client.post(url_of(proposal), {"despite_elsewhere": "1"})

    assert (first.status_code, before, Agreement.objects.count()) == (422, False, 1)
    assert f"Other site: {format_date_range(MAY)}" in first.text
    assert "The calendars kept elsewhere haven’t been read yet." in first.text
    agreed = client.get(proposal.request.get_absolute_url()).text
    assert ["These dates are taken in another calendar" in page for page in (asked, agreed)] == [
        True,
        False,
    ]
    assert CalendarConflict.objects.get().dismissed_at == timezone.now()
    update_all_conflicts()
    assert not Notice.objects.filter(template=CONFLICT_FOUND).exists()


def test_what_isnt_open_elsewhere_yet_is_not_taken_there(client, proposal):
    ForeignBlockFactory(feed__unit=proposal.unit, kind="window")
    client.force_login(proposal.request.host)

    client.post(url_of(proposal))

    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("side", ["host", "guest"])
def test_of_a_swap_both_homes_are_asked_and_each_host_reads_theirs(client, side):
    pair = neighbours()
    request = pair.ask()
    blocks = [
        ForeignBlockFactory(feed__unit=unit, start=dates.check_in, end=dates.check_out)
        for unit, dates in ((pair.theirs, MAY), (pair.mine, JUNE))
    ]
    own = MAY if side == "host" else JUNE
    Proposal.objects.update(by=request.guest if side == "host" else request.host)
    client.force_login(getattr(request, side))

    page = client.get(request.get_absolute_url())
    asked = OutboxEntry.objects.filter(job="calendar_feeds.fetch_feed")
    feeds = {entry.arguments["feed_id"] for entry in asked}
    refused = client.post(url_of(request.proposals.get()))

    assert feeds == {block.feed_id for block in blocks}
    words = f"The other site: {format_date_range(own)}"
    assert (page.context["other_calendars"].taken, refused.context["calendars"].taken) == (
        words,
        words,
    )
    ForeignBlock.objects.exclude(start=own.check_in).delete()  # no yes takes the other home over it
    client.post(url_of(request.proposals.get()), {"despite_elsewhere": "1"})
    assert [one.dates for one in CalendarConflict.objects.all()] == [own]


def test_who_answers_for_a_host_reads_no_name_of_their_calendars(client, proposal):
    ForeignBlockFactory(feed__unit=proposal.unit)
    helper = CoHostFactory(offer=proposal.request.offer).person
    client.force_login(helper)

    page = client.post(url_of(proposal))

    assert (page.status_code, format_date_range(MAY) in page.text) == (422, True)
    assert "The other site" not in page.text
    client.post(url_of(proposal), {"despite_elsewhere": "1"})
    assert len(update_conflicts(unit=proposal.unit)) == 1  # it is news to the host


@pytest.mark.parametrize("is_host", [True, False], ids=["host", "co-host"])
@pytest.mark.parametrize("read", [None, timedelta(days=1)], ids=["never", "yesterday"])
def test_who_accepts_reads_that_a_calendar_is_away(client, proposal, read, is_host):
    failing_feed(unit=proposal.unit, name="Gîtes", read_at=read and timezone.now() - read)
    helper = CoHostFactory(offer=proposal.request.offer).person
    client.force_login(proposal.request.host if is_host else helper)

    before = client.get(proposal.request.get_absolute_url()).text
    client.post(url_of(proposal))
    after = client.get(proposal.request.get_absolute_url())

    assert Agreement.objects.count() == 1
    assert ("No server answers" in before) is is_host
    assert '<a href="#unread-calendars">We can’t read' in before  # beside the button
    age = "It hasn’t been read yet." if read is None else "Last read: Friday 30 April at 14:00."
    for page in (before, str(*after.context["messages"])):
        assert f"{age} Our last attempt, on Saturday 1 May at 13:50, failed." in page
        assert ("We can’t read “Gîtes”" in page) is is_host
        assert ("We can’t read one of the host’s calendars" in page) is not is_host


def test_who_accepts_reads_the_age_where_a_calendar_takes_too_long(client, proposal):
    CalendarFeedFactory(unit=proposal.unit)
    client.force_login(proposal.request.host)

    client.post(url_of(proposal))
    page = client.get(proposal.request.get_absolute_url())

    assert Agreement.objects.count() == 1
    assert "The calendars kept elsewhere haven’t been read yet." in str(*page.context["messages"])


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (timedelta(0), "The host’s calendars on other sites were last read today at 14:00."),
        (timedelta(days=3), "haven’t been read since Wednesday 28 April."),
        (None, "The host’s calendars on other sites haven’t been read yet."),
    ],
    ids=["today", "earlier", "never"],
)
def test_a_visitor_reads_how_old_the_calendars_are_and_not_which(client, read, words):
    unit = UnitFactory()
    for age in (timedelta(0), read):
        feed = CalendarFeedFactory(unit=unit, read_at=None if age is None else timezone.now() - age)

    page = client.get(unit.offer.get_absolute_url()).text

    assert words in page
    assert (feed.name in page, "calendar.example.org" in page) == (False, False)


@pytest.mark.parametrize("factory", [UnitFactory, DeskFactory], ids=["stay", "workspace"])
def test_a_visitor_and_the_host_read_alike_that_reading_failed(client, factory):
    unit = factory()
    CalendarFeedFactory(unit=unit, read_at=timezone.now())
    failing_feed(unit=unit, name="Gîtes")
    failed = "Our last attempt, on Saturday 1 May at 13:50, failed."

    public = client.get(unit.offer.get_absolute_url()).text
    client.force_login(unit.offer.host)
    names = ("hosting:host-today", "hosting:host-calendar")
    own = [client.get(reverse(name)).text for name in names]
    room = client.get(reverse("hosting:unit-calendar", args=[unit.public_id])).text

    words = f"The host’s calendars on other sites haven’t been read yet. {failed}"
    assert (words in public, "Gîtes" in public) == (True, False)
    assert ["We can’t read “Gîtes”" in page for page in own] == [True, True]
    for words in ("2 calendars connected.", f"haven’t been read yet. {failed}", "read: Gîtes."):
        assert words in room


@pytest.mark.parametrize("factory", [UnitFactory, DeskFactory])
def test_a_visitor_reads_nothing_where_none_is_connected(client, factory):
    unit = factory()

    without = client.get(unit.offer.get_absolute_url()).text
    CalendarFeedFactory(unit=unit)
    with_one = client.get(unit.offer.get_absolute_url()).text

    words = "The host’s calendars on other sites"
    assert (words in without, words in with_one) == (False, True)


def test_half_days_taken_elsewhere_arent_free():
    desk = DeskFactory()
    ForeignBlockFactory(feed__unit=desk)
    days = [HalfDay(date(2027, 5, day), Half.MORNING) for day in (3, 6)]

    assert free_half_days([desk.pk], days) == {days[1]}
