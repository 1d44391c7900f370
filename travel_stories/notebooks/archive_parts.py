"""Trips out of an archive: plans of one's own, with nobody else in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from commons.accounts.models import User
from commons.privacy.archive_format import ArchiveContent
from commons.privacy.errors import ArchiveUnreadableError
from commons.privacy.registries import archive_imports
from commons.privacy.registries.archive_imports import PlannedItem, limited_plan
from commons.privacy.states import Outcome
from travel_stories.notebooks.actions.imports import ImportOptions, import_trip
from travel_stories.notebooks.forms.imports import ImportForm
from travel_stories.notebooks.trip_files import TripFile
from travel_stories.trips.models.plans import Change


class TripsPart:
    """As the page for a trip file does it: steps, ideas and lists, without people or bills."""

    title = gettext_lazy("Your trips, visible only to you")

    def plan(self, content: ArchiveContent, person: User) -> Sequence[PlannedItem]:
        return limited_plan(
            PlannedItem(
                str(data.trip["title"]), Outcome.KNOWN if _is_known(key, person) else Outcome.NEW
            )
            for key, data in _trips(content)
        )

    def apply(self, content: ArchiveContent, person: User) -> None:
        new = ((key, data) for key, data in _trips(content) if not _is_known(key, person))
        for key, data in islice(new, archive_imports.MOST_AT_ONCE):
            import_trip(data=data, key=key, by=person, along=ImportOptions())


def _trips(content: ArchiveContent) -> Iterator[tuple[UUID, TripFile]]:
    """Raises ArchiveUnreadableError for a file of trips that the form of one would refuse."""
    for name, file in content.files_in("trips", ".json"):
        key = content.key("trip", name.rpartition("-")[2])
        sent: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
        sent["file"] = SimpleUploadedFile(f"{name}.json", file)
        form = ImportForm({"key": str(key), "based_on": "0"}, sent)
        if not form.is_valid():
            raise ArchiveUnreadableError
        yield key, form.cleaned_data["file"]


def _is_known(key: UUID, person: User) -> bool:
    return Change.objects.filter(by__person=person, key=key).exists()
