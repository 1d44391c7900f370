"""Dates taken twice are noted, told once, forgotten, and kept where the host says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from commons.privacy.personal_data import export_of
from hosting.calendar_conflicts import actions
from hosting.calendar_conflicts.actions import (
    dismiss_conflict,
    restore_conflict,
    update_conflicts,
)
from hosting.calendar_conflicts.errors import ConflictOverError
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.notifications import notify_host_of_conflicts
from hosting.calendar_conflicts.periodic import update_all_conflicts
from hosting.calendar_conflicts.presenters import conflict_rows
from hosting.calendar_conflicts.selectors import conflicts
from hosting.calendar_feeds.actions import end_feed
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.actions.holds import hold_nights, release_hold
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.calendar_conflicts import CalendarConflictFactory
from tests.factories.calendar_feeds import CalendarFeedFactory, ForeignBlockFactory
from tests.factories.hosting import MAY, AgreementFactory, StayFactory
from tests.factories.organisations import MandateFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine("2027-05-01T12:00:00+00:00", tick=False),
]

DAY = timedelta(days=1)
SENT_BACK = {"kind": "block", "first_seen_at": datetime(2027, 5, 2, tzinfo=UTC)}


@pytest.fixture
def agreement():
    return AgreementFactory()


def taken(agreement, start=MAY.check_in, end=MAY.check_out, **changes):
    """Somewhere else, on these nights."""
    feed = changes.pop("feed", None) or CalendarFeedFactory(unit=agreement.unit)
    return ForeignBlockFactory(feed=feed, start=start, end=end, **changes)


def test_update_conflicts_notes_the_nights_of_both_and_tells_once(agreement):
    block = taken(agreement, MAY.check_in + DAY, MAY.check_out + DAY)

    for _time in range(2):
        update_conflicts(unit=agreement.unit)

    [conflict] = CalendarConflict.objects.all()
    assert (conflict.feed, conflict.hold) == (block.feed, agreement.hold)
    assert (conflict.check_in, conflict.check_out) == (MAY.check_in + DAY, MAY.check_out)
    [notice] = Notice.objects.all()
    assert (notice.recipient, notice.subject) == (agreement.host, conflict)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": MAY.check_out, "end": MAY.check_out + DAY},
        {"kind": "window"},
        {"start": date(2027, 4, 20), "end": date(2027, 4, 25)},
    ],
    ids=["next-morning", "not-open-yet", "past"],
)
def test_update_conflicts_finds_none(agreement, changes):
    taken(agreement, **changes)

    assert update_conflicts(unit=agreement.unit) == []
    assert not CalendarConflict.objects.exists()


def test_one_email_tells_of_all_that_is_found_at_once(agreement):
    other = AgreementFactory(
        request__unit=agreement.unit,
        request__check_in=MAY.check_out,
        request__check_out=MAY.check_out + DAY,
    )
    taken(agreement, MAY.check_in, other.check_out)

    update_conflicts(unit=agreement.unit)

    assert (CalendarConflict.objects.count(), Notice.objects.get().data) == (2, {"more": 1})


def test_one_stay_in_two_calendars_is_no_other_stay(agreement):
    for _calendar in range(2):
        taken(agreement)

    update_conflicts(unit=agreement.unit)

    assert (CalendarConflict.objects.count(), Notice.objects.get().data) == (2, {"more": 0})


def test_another_date_is_told_again_and_fewer_are_not(agreement):
    block = taken(agreement, MAY.check_in, MAY.check_in + DAY)
    [conflict] = update_conflicts(unit=agreement.unit)
    dismiss_conflict(conflict=conflict, by=agreement.host)

    told = []
    for end in (MAY.check_out, MAY.check_in + DAY):
        ForeignBlock.objects.filter(pk=block.pk).update(end=end)
        told.append(len(update_conflicts(unit=agreement.unit)))

    conflict.refresh_from_db()
    assert (told, conflict.dismissed_at) == ([1, 0], None)


def test_a_night_inside_dates_that_were_kept_is_told_again(agreement):
    first = taken(agreement, end=MAY.check_in + DAY)
    taken(agreement, MAY.check_out - DAY, feed=first.feed)
    [conflict] = update_conflicts(unit=agreement.unit)
    dismiss_conflict(conflict=conflict, by=agreement.host)

    ForeignBlock.objects.filter(pk=first.pk).update(end=MAY.check_in + 2 * DAY)

    assert [one.pk for one in update_conflicts(unit=agreement.unit)] == [conflict.pk]
    conflict.refresh_from_db()
    assert (conflict.dates, conflict.dismissed_at) == (MAY, None)


def test_what_the_host_keeps_at_this_moment_stays_kept(agreement, monkeypatch):
    taken(agreement)
    update_conflicts(unit=agreement.unit)
    ForeignBlock.objects.update(end=MAY.check_out - DAY)

    def meanwhile(*_sides):
        CalendarConflict.objects.update(dismissed_at=timezone.now())
        return set()

    monkeypatch.setattr(actions, "echoes", meanwhile)
    update_conflicts(unit=agreement.unit)

    assert CalendarConflict.objects.get().dismissed_at == timezone.now()


def test_our_own_nights_that_are_sent_back_are_noted_and_not_told(agreement):
    taken(agreement, **SENT_BACK)

    told = update_conflicts(unit=agreement.unit)

    [row] = conflict_rows(agreement.unit)
    assert (told, row.conflict.is_echo, Notice.objects.count()) == ([], True, 0)
    ForeignBlock.objects.update(kind="reservation")
    assert update_conflicts(unit=agreement.unit) == [row.conflict]
    assert not conflict_rows(agreement.unit)[0].conflict.is_echo


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "reservation"},
        {"first_seen_at": datetime(2027, 4, 30, tzinfo=UTC)},
        {"start": MAY.check_in + DAY},
        {"end": MAY.check_out + DAY},
    ],
    ids=["booked", "earlier", "fewer", "more"],
)
def test_what_may_be_another_stay_is_told(agreement, changes):
    taken(agreement, **(SENT_BACK | changes))

    assert len(update_conflicts(unit=agreement.unit)) == 1
    assert Notice.objects.count() == 1


def test_who_has_left_the_organisation_is_not_told_and_decides_nothing():
    left = MandateFactory(ended=True)
    stay = StayFactory(host=left.person, on_behalf_of=left.organisation)
    feed = ForeignBlockFactory(feed__unit__stay=stay).feed
    hold_nights(unit=feed.unit, dates=MAY)

    [conflict] = update_conflicts(unit=feed.unit)

    assert not Notice.objects.exists()
    assert not CalendarConflict.objects.visible_to(left.person).exists()
    with pytest.raises(PermissionDenied):
        dismiss_conflict(conflict=conflict, by=left.person)


def test_what_is_over_is_forgotten_and_told_again_should_it_come_back(agreement):
    block = taken(agreement)
    update_conflicts(unit=agreement.unit)
    block.delete()
    update_conflicts(unit=agreement.unit)
    gone = not CalendarConflict.objects.exists()
    taken(agreement, feed=block.feed)

    update_conflicts(unit=agreement.unit)

    assert (gone, Notice.objects.count()) == (True, 2)


@pytest.mark.parametrize("side", ["feed", "hold"])
def test_it_goes_with_either_side(side):
    conflict = CalendarConflictFactory()
    host = conflict.feed.unit.offer.host
    notify_host_of_conflicts(host, [conflict])

    if side == "feed":
        end_feed(feed=conflict.feed, by=host)
    else:
        release_hold(hold=conflict.hold)

    assert not CalendarConflict.objects.exists()
    assert not Notice.objects.unread().exists()


def test_the_clock_finds_what_was_agreed_over_a_calendar_and_what_is_over(agreement):
    taken(agreement)
    over = CalendarConflictFactory(agreement=AgreementFactory())

    for _time in range(2):
        assert update_all_conflicts() == 0

    assert CalendarConflict.objects.get().hold == agreement.hold
    assert not CalendarConflict.objects.filter(pk=over.pk).exists()
    assert Notice.objects.count() == 1


def test_the_clock_reads_twice_where_nothing_has_changed(agreement, django_assert_num_queries):
    taken(agreement)
    update_conflicts(unit=agreement.unit)

    with django_assert_num_queries(2):
        update_all_conflicts()


def test_a_host_keeps_both_and_undoes_it():
    conflict = CalendarConflictFactory()
    host = conflict.feed.unit.offer.host

    for _press in range(2):
        dismiss_conflict(conflict=conflict, by=host)
    kept = conflict_rows(conflict.feed.unit)[0].conflict.dismissed_at
    for _press in range(2):
        restore_conflict(conflict=conflict, by=host)

    conflict.refresh_from_db()
    assert (kept, conflict.dismissed_at) == (timezone.now(), None)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["calendar_conflict.dismissed", "calendar_conflict.restored"]


@pytest.mark.parametrize("action", [dismiss_conflict, restore_conflict])
def test_nobody_else_decides_nor_about_what_is_over(action):
    conflict = CalendarConflictFactory()

    with pytest.raises(PermissionDenied):
        action(conflict=conflict, by=UserFactory())
    CalendarConflict.objects.all().delete()
    with pytest.raises(ConflictOverError):
        action(conflict=conflict, by=conflict.feed.unit.offer.host)


@pytest.mark.parametrize("count", [1, 3])
def test_conflicts_are_one_read_with_both_sides(count, django_assert_num_queries):
    unit = CalendarConflictFactory().feed.unit
    for number in range(1, count):
        dates = {"request__check_in": MAY.check_out + number * DAY}
        dates["request__check_out"] = dates["request__check_in"] + DAY
        CalendarConflictFactory(agreement=AgreementFactory(request__unit=unit, **dates))

    with django_assert_num_queries(1):
        rows = conflict_rows(unit)

    assert [row.here.title.startswith("agreement with") for row in rows] == [True] * count
    assert len(conflicts([unit.pk])) == count


def test_what_holds_dates_without_an_agreement_is_named_all_the_same():
    feed = CalendarFeedFactory()
    hold = hold_nights(unit=feed.unit, dates=MAY)
    CalendarConflict.objects.create(
        feed=feed, hold=hold, check_in=MAY.check_in, check_out=MAY.check_out
    )

    [row] = conflict_rows(feed.unit)

    assert (row.here.title, row.here.url) == ("dates reserved on this site", "")


def test_a_guest_of_an_earlier_host_is_not_named():
    conflict = CalendarConflictFactory()
    guest = conflict.hold.agreement.guest_party
    Offer.objects.update(host=UserFactory())
    notify_host_of_conflicts(UserFactory(), [conflict])

    [row] = conflict_rows(conflict.feed.unit)
    mail = render_notice(Notice.objects.get())

    assert (row.here.title, row.here.url) == ("dates reserved on this site", "")
    assert guest not in mail.text


def test_a_host_takes_it_along():
    conflict = CalendarConflictFactory()

    [row] = export_of(conflict.feed.unit.offer.host)["hosting"]["dates_taken_twice"]

    assert row["check_in"] == str(MAY.check_in)
