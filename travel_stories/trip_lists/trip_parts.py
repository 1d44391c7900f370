"""Checklists as parts of a trip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.trip_lists.actions import restore_part
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trip_lists.selectors.required_documents import PAPER_KINDS
from travel_stories.trips.part_kinds import PartKind, register_part_kind
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab

for model in (Checklist, ChecklistItem):
    register_part_kind(
        PartKind(
            model,
            restore=lambda part, edit: restore_part(part=part, edit=edit),
            page="list-room",
        )
    )
register_trip_tab(TripTab("lists", _("Lists"), "list-room", 60, "check", in_bar=True, is_kept=True))
register_trip_tab(
    TripTab(
        "papers",
        _("Paperwork"),
        "paper-room",
        place=70,
        icon="shield",
        is_kept=True,
        is_shown=lambda trip: trip.kind in PAPER_KINDS,
    )
)
