"""Dates that are taken twice are noted and told once; the host says when both are right.

The order of locks is unit, holds, conflicts: a hold that is given back takes its conflicts along.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from hosting.calendar_conflicts.errors import ConflictOverError
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.notifications import (
    dismiss_conflict_notices,
    notify_host_of_conflicts,
)
from hosting.calendar_conflicts.selectors import Overlap, echoes, overlaps
from hosting.calendars.models import Hold
from hosting.offers.models.stays import Unit
from hosting.offers.rules import works_on


@transaction.atomic
def update_conflicts(*, unit: Unit, agreed: Hold | None = None) -> list[CalendarConflict]:
    """Note what is taken twice now, forget what isn't any more, and tell the host what is new.

    New is a pair of a calendar and a hold, and a date that wasn't among theirs before: that brings
    back what the host had dismissed. Not told are echoes, and what is `agreed` on by a host who
    knows. Returns what was told, or would be to a host who still works on the offer. The lock is
    that of readings.
    """
    unit = Unit.objects.locked(unit.pk, no_key=True)
    found = _with_locked_holds(overlaps([unit.pk]))
    rows = CalendarConflict.objects.filter(feed__unit=unit.pk).order_by("pk")
    known = {(one.feed_id, one.hold_id): one for one in rows.select_for_update(of=("self",))}

    sent_back = echoes(unit.pk, found)
    noted = [
        _note(one, known.pop(one.sides, None), is_echo=one.sides in sent_back) for one in found
    ]
    CalendarConflict.objects.filter(pk__in=[one.pk for one in known.values()]).delete()
    new = [one for one in noted if one is not None and (agreed is None or one.hold_id != agreed.pk)]

    if new and works_on(unit.offer.host, unit.offer):
        notify_host_of_conflicts(unit.offer.host, new)
    return new


@transaction.atomic
def keep_both(*, hold: Hold, by: User) -> None:
    """A host has agreed on dates though they read that another calendar takes them."""
    if hold.unit is None:
        return

    update_conflicts(unit=hold.unit, agreed=hold)
    rows = CalendarConflict.objects.visible_to(by).filter(hold=hold).select_related("feed__unit")
    for conflict in rows:
        dismiss_conflict(conflict=conflict, by=by)


@transaction.atomic
def dismiss_conflict(*, conflict: CalendarConflict, by: User) -> CalendarConflict:
    """Both are right: it is the same stay, or there is room. Raises ConflictOverError."""
    require(by, "calendar_conflicts.dismiss_conflict", conflict)

    conflict = lock_conflict(conflict)
    if conflict.dismissed_at is not None:
        return conflict

    conflict.dismissed_at = timezone.now()
    conflict.save(update_fields=["dismissed_at"])
    audit.record(by, "calendar_conflict.dismissed", conflict)

    dismiss_conflict_notices(conflict)
    return conflict


@transaction.atomic
def restore_conflict(*, conflict: CalendarConflict, by: User) -> CalendarConflict:
    """They weren't right after all: undo of `dismiss_conflict`. Raises ConflictOverError."""
    require(by, "calendar_conflicts.dismiss_conflict", conflict)

    conflict = lock_conflict(conflict)
    if conflict.dismissed_at is None:
        return conflict

    conflict.dismissed_at = None
    conflict.save(update_fields=["dismissed_at"])
    audit.record(by, "calendar_conflict.restored", conflict)
    return conflict


def lock_conflict(conflict: CalendarConflict) -> CalendarConflict:
    """Raises ConflictOverError where one of the two sides is gone meanwhile."""
    try:
        return CalendarConflict.objects.locked(conflict.pk)
    except CalendarConflict.DoesNotExist:
        raise ConflictOverError from None


def _with_locked_holds(found: list[Overlap]) -> list[Overlap]:
    """Without those whose hold was given back meanwhile: no conflict may point to it."""
    holds = Hold.objects.select_for_update(no_key=True).filter(pk__in={one.hold for one in found})
    there = set(holds.order_by("pk").values_list("pk", flat=True))
    return [one for one in found if one.hold in there]


def _note(
    overlap: Overlap, known: CalendarConflict | None, *, is_echo: bool
) -> CalendarConflict | None:
    """The row, where the host has to hear of it."""
    row = known or CalendarConflict(feed_id=overlap.feed, hold_id=overlap.hold)
    is_news = not is_echo and (
        known is None or known.is_echo or not known.known_nights.issuperset(overlap.nights)
    )
    row.check_in, row.check_out = overlap.dates.check_in, overlap.dates.check_out
    row.nights, row.is_echo = [night.isoformat() for night in overlap.nights], is_echo
    if known is None:
        row.save()
    else:
        changes = ["check_in", "check_out", "nights", "is_echo"]
        if is_news:  # else a dismissal of this moment would be lost
            row.dismissed_at = None
            changes.append("dismissed_at")
        row.save(update_fields=changes)
    return row if is_news else None
