"""What the documents of trips hold of a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from commons.accounts.models import User
from commons.privacy.registries.archive_files import ArchiveFile, register_files
from core.files.storage import read_chunks
from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.exports.trip_export import export_of_trip
from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.exports import gpx_of
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.personal_data import register_trip_data


def documents_of(seats: QuerySet[TripMember]) -> dict[str, Any]:
    documents = Document.objects.present().filter(by__in=seats)
    fields = ("trip__title", "title", "paper", "weight", "made_at")
    return {"documents": list(documents.values(*fields))}


def trip_files_of(person: User) -> Iterator[ArchiveFile]:
    """Trips that they take part in today: to import again, as routes and as calendars."""
    from travel_stories.notebooks.exports.calendars import calendar_of  # noqa: PLC0415  3 MiB that few need

    seats = TripMember.objects.present().filter(person=person, trip__in=Trip.objects.existing())
    for seat in seats.select_related("trip"):
        trip = seat.trip
        url = f"{settings.BASE_URL}{trip.get_absolute_url()}"
        data = json.dumps(export_of_trip(trip), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        yield ArchiveFile(f"trips/{trip.address}.json", [data.encode()])
        yield ArchiveFile(f"trips/{trip.address}.gpx", [gpx_of(trip, url=url)])
        calendar = calendar_of(trip, member=seat, url=url)
        yield ArchiveFile(f"calendars/{trip.address}.ics", [calendar])
    yield from document_files_of(TripMember.objects.filter(person=person))


def document_files_of(seats: QuerySet[TripMember]) -> Iterator[ArchiveFile]:
    """Documents that were added from these seats, under their public id."""
    for document in Document.objects.present().kept().filter(by__in=seats).select_related("trip"):
        storage, name = document.file.storage, str(document.file.name)
        if storage.exists(name):
            ending = Paper(document.paper).extension
            path = f"documents/{document.trip.address}/{document.public_id}.{ending}"
            yield ArchiveFile(path, read_chunks(storage, name))


register_trip_data(documents_of)
register_files(trip_files_of)
