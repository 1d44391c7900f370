"""Documents as parts of a trip, and the tab of everything that is taken along."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.actions.parts import bring_back
from travel_stories.trips.models.steps import register_step_count
from travel_stories.trips.part_kinds import PartKind, register_part_kind
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab

register_part_kind(
    PartKind(
        Document,
        restore=lambda part, edit: bring_back(part=part, edit=edit),
        removed_by="notebooks.remove_document",
        page="document-list",
    )
)
register_trip_tab(TripTab("exports", _("Export"), "trip-exports", 80, "download"))
register_step_count("document_count", "notebooks.Document")
