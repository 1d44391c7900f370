"""Documents of a trip, as members see them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a list shows it, with what this member may do to it."""

    document: Document
    can_remove: bool


def document_rows_of(me: TripMember, step: Step | None = None) -> list[DocumentRow]:
    """Those of one step, or all: of the whole way first, then step by step as one travels."""
    documents = me.trip.documents.present().select_related("by", "step")
    found = list(documents if step is None else documents.filter(step=step))
    found.sort(key=_on_the_way)
    rows = []
    for document in found:
        document.trip = me.trip
        may = me.has_perm("notebooks.remove_document", document)
        rows.append(DocumentRow(document, can_remove=me.trip.is_open and may))
    return rows


def documents_by_step(trip: Trip) -> dict[int | None, list[Document]]:
    """By the key of the step; what belongs to a step that is gone counts for the whole way."""
    found: dict[int | None, list[Document]] = defaultdict(list)
    for document in trip.documents.present().select_related("step"):
        stands = document.step is not None and document.step.is_present
        found[document.step_id if stands else None].append(document)
    return dict(found)


def _on_the_way(document: Document) -> tuple[int, float, int]:
    step = document.step
    if step is None:
        return (0, 0.0, document.pk)
    return (step.day or LAST, step.rank, document.pk)


LAST = 1_000  # after every day of the longest trip
