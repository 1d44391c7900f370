"""Dates taken twice, with both sides named for their host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.text.formatting import format_date_range
from hosting.calendar_conflicts.models import CalendarConflict
from hosting.calendar_conflicts.registries import HoldOwner, hold_owners
from hosting.calendar_conflicts.selectors import conflicts
from hosting.calendar_feeds.registries import FeedPageSection
from hosting.offers.models.stays import Unit


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Which dates, in which calendar elsewhere, and by what here."""

    conflict: CalendarConflict
    here: HoldOwner


def conflict_rows(unit: Unit) -> list[ConflictRow]:
    """Those that the host has to look at first. One read, and one more for each kind of owner where
    neither a request nor an agreement holds the dates.
    """
    rows = conflicts([unit.pk])
    found = sorted(rows, key=lambda one: one.is_echo or one.dismissed_at is not None)
    owners = owners_of(found)
    return [ConflictRow(one, owners[one.hold_id]) for one in found]


def owners_of(found: Iterable[CalendarConflict]) -> dict[int, HoldOwner]:
    """By the key of its hold, what holds the dates here."""
    owners: dict[int, HoldOwner] = {}
    others = []
    for one in found:
        owner = _owner_of(one)
        if owner is None:
            others.append(one.hold_id)
        else:
            owners[one.hold_id] = owner
    if others:
        for owners_among in hold_owners:
            owners |= owners_among(others)
    return dict.fromkeys(others, HoldOwner(_("dates reserved on this site"), "")) | owners


def _owner_of(conflict: CalendarConflict) -> HoldOwner | None:
    """Who has the dates by what this host agreed on or was asked. What stayed with an earlier host
    of the home is named to nobody else: a block may stand between the two.
    """
    hold, host = conflict.hold, conflict.feed.unit.offer.host_id
    if (agreement := getattr(hold, "agreement", None)) is not None and agreement.host_id == host:
        words = _("agreement with %(name)s, %(dates)s")
        facts = {"name": agreement.guest_party, "dates": format_date_range(agreement.dates)}
        return HoldOwner(words % facts, agreement.get_absolute_url())
    proposal = getattr(hold, "proposal", None)
    if proposal is not None and proposal.request.host_id == host:
        words = _("joint request from %(name)s, %(dates)s")
        name = proposal.request.guest.display_name
        facts = {"name": name, "dates": format_date_range(proposal.dates)}
        return HoldOwner(words % facts, proposal.request.get_absolute_url())
    return None


def conflict_section(unit: Unit) -> Iterator[FeedPageSection]:
    """On the page of the calendars of a unit."""
    if rows := conflict_rows(unit):
        yield FeedPageSection("calendar_conflicts/parts/conflicts.html", {"rows": rows})
