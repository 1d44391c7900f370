"""An itinerary begins, changes its frame and its picture, is thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.media.actions import add_photo
from commons.media.models import Photo
from core.permissions import SYSTEM, System, require
from core.quotas.checks import require_quota
from hosting.communities.models.communities import Community
from travel_stories.collaboration.actions.changes import next_number
from travel_stories.collaboration.actions.publication import transition
from travel_stories.itineraries.actions.changes import (
    lock_itinerary,
    record_composer,
    require_current,
)
from travel_stories.itineraries.errors import StagesBeyondError
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.states import ItineraryState


@transaction.atomic
def begin_itinerary(
    *, community: Community, words: Mapping[str, Any], key: UUID, by: User
) -> Itinerary:
    """Open a draft in a community. The same `key` opens only one."""
    require(by, "itineraries.compose_itinerary", community)

    by = User.objects.locked(by.pk)  # a double click waits here
    if known := Itinerary.objects.filter(key=key, composers__person=by).first():
        return known
    require_quota("drafts", by)

    itinerary = Itinerary(community=community, key=key).assign_words(words)
    itinerary.last_number = itinerary.version = 1
    itinerary.save()
    itinerary.take_lists(words)
    record_composer(itinerary, by)
    audit.record(by, "itinerary.begun", itinerary)
    return itinerary


@transaction.atomic
def change_itinerary(
    *, itinerary: Itinerary, words: Mapping[str, Any], based_on: int, by: User
) -> Itinerary:
    """Write the frame anew. Raises ItineraryChangedError, StagesBeyondError."""
    require(by, "itineraries.write_itinerary", itinerary)

    itinerary = lock_itinerary(itinerary, by)
    require_current(itinerary, based_on)
    # No step falls off the end of an itinerary that becomes shorter.
    days = words.get("days", itinerary.days)
    last = itinerary.stages.present().aggregate(last=Max("day"))["last"]
    if last is not None and last > days:
        raise StagesBeyondError(days=days)

    itinerary.assign_words(words)
    itinerary.version = next_number(itinerary)
    itinerary.save()
    itinerary.take_lists(words)
    return itinerary


def upload_cover(
    *, itinerary: Itinerary, file: File[bytes], alt: str, credit: str, licence: str, by: User
) -> Itinerary:
    """Clean an upload and put it at the head. Nobody waits for the pixels."""
    require(by, "itineraries.write_itinerary", itinerary)

    photo = add_photo(
        file=file, title=str(itinerary), alt=alt, credit=credit, licence=licence, by=by
    )
    return set_cover(itinerary=itinerary, photo=photo, by=by)


@transaction.atomic
def set_cover(*, itinerary: Itinerary, photo: Photo | None, by: User) -> Itinerary:
    """Put a picture at the head, or none. It stays its uploader’s."""
    require(by, "itineraries.write_itinerary", itinerary)

    itinerary = lock_itinerary(itinerary, by)

    itinerary.cover = photo
    itinerary.version = next_number(itinerary)
    itinerary.save(update_fields=["cover", "version"])
    return itinerary


@transaction.atomic
def delete_itinerary(*, itinerary: Itinerary, by: User) -> Itinerary:
    """Throw a draft away. What is public is withdrawn first; the clock forgets the rest."""
    require(by, "itineraries.withdraw_itinerary", itinerary)

    itinerary = Itinerary.objects.locked(itinerary.pk)
    transition(itinerary, ItineraryState.DELETED, by=by)

    ItineraryEdition.objects.filter(itinerary=itinerary).delete()
    return itinerary


@transaction.atomic
def forget_itinerary(*, itinerary: Itinerary, by: User | System) -> None:
    """Erase what was thrown away; photographs stay their uploaders’."""
    require(by, "itineraries.forget_itinerary", itinerary)

    itinerary = Itinerary.objects.locked(itinerary.pk)
    if itinerary.state != ItineraryState.DELETED:
        return

    audit.record(SYSTEM, "itinerary.forgotten", itinerary)
    itinerary.delete()
