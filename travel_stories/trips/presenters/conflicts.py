"""Two versions of one part, side by side, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.text.formatting import format_day
from travel_stories.collaboration.models import Versioned
from travel_stories.collaboration.presenters import FieldDifference, compare_fields, format_value
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.part_kinds import part_kind


def differing_fields(part: Versioned, wanted: Mapping[str, Any]) -> list[FieldDifference]:
    """What differs between the part as it is now and what somebody else wanted it to say."""
    if isinstance(part, Step) and "after" in wanted:
        # Where it stands now, and where somebody else wanted it: the day, and behind what.
        others = part.trip.steps.present().exclude(pk=part.pk)
        before = others.filter(day=part.day).filter(
            Q(rank__lt=part.rank) | Q(rank=part.rank, pk__lt=part.pk)
        )
        there = before.order_by("rank", "pk").last()
        return [
            FieldDifference(
                label=_("Position in the plan"),
                theirs=_place(part.trip, part.day, there),
                mine=_place(part.trip, wanted["day"], others.filter(pk=wanted["after"]).first()),
            )
        ]
    return compare_fields(part, wanted, format_field)


def _place(trip: Trip, day: int | None, behind: Step | None) -> str:
    """`Day 2, Tuesday 4 May, after “Chenonceau”`."""
    date = trip.date_of(day) if day else None
    pieces = [
        _("No day yet") if day is None else _("Day %d") % day,
        format_day(date) if date else "",
        _("after “%(title)s”") % {"title": behind.title} if behind else _("at the top"),
    ]
    return ", ".join(part for part in pieces if part)


def format_field(part: Versioned | type[Versioned], name: str, snapshot: Mapping[str, Any]) -> str:
    """One field of a snapshot as a person would say it."""
    formatter = part_kind(part.NOUN).format_field
    known = formatter(name, snapshot) if formatter else None
    return format_value(part.field(name), snapshot[name]) if known is None else known
