"""Route files of legs: read, simplified, and not kept."""

from __future__ import annotations

from typing import Final

from django.core.files.base import File

from core.files.gpx import simplified
from core.files.gpx_uploads import read_uploaded_gpx
from core.files.upload_quotas import counted_upload
from core.permissions import require
from travel_stories.trips.errors.steps import TooManyRoutesError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.routes import Route
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import MOST_ROUTES

KEPT_POINTS: Final = 400  # what the drawing of a whole trip can carry for one leg


def upload_route(*, trip: Trip, file: File[bytes], by: TripMember) -> Route:
    """Read a GPX file, without what lies near both ends: people set out from their door.

    Raises TooManyRoutesError, and what `core.files.gpx_uploads` refuses.
    """
    require(by, "trips.change_itinerary", trip)
    if trip.routes.count() >= MOST_ROUTES:
        raise TooManyRoutesError(most=MOST_ROUTES)

    with counted_upload(by.person or f"trip:{trip.pk}", file.size):
        way = read_uploaded_gpx(file)

    pieces = simplified(way.pieces, most=KEPT_POINTS)
    return Route.objects.create(
        trip=trip,
        pieces=[[[point.longitude, point.latitude] for point in piece] for piece in pieces],
        metres=round(way.metres),
    )
