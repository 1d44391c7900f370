"""Photographs of a draft: what it shows, what was taken out, what nobody needs any more."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision, TaskState

from commons.audit.models import AuditEntry
from commons.media.models import Photo, Rendition
from commons.media.validators import is_file_name
from core.values.reorder import MoveTarget, move_targets
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto

logger = logging.getLogger(__name__)

MAX_REVISIONS: Final = 60  # that are looked through for what was taken out


def draft_photos(draft: Offer) -> list[OfferPhoto]:
    """In the host's order, with their sizes, in two reads however many there are."""
    shown = list(draft.photos.all())
    photos = Photo.objects.with_renditions().in_bulk([one.photo_id for one in shown])
    for one in shown:
        one.photo = photos[one.photo_id]
    return shown


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A photograph of a draft, and where it can go."""

    photo: Photo
    caption: str
    place: MoveTarget


def photos_in_order(draft: Offer) -> list[DraftPhoto]:
    """As the page shows them on which they are put into order."""
    shown = draft_photos(draft)
    places = move_targets([one.photo.public_id for one in shown])
    return [
        DraftPhoto(one.photo, one.caption, place) for one, place in zip(shown, places, strict=True)
    ]


def count_undescribed_photos(draft: Offer) -> int:
    """How many say nothing to those who can't see them."""
    photos = [one.photo_id for one in draft.photos.all()]
    words = Photo.objects.filter(pk__in=photos).values_list("description", flat=True)
    return sum(not description.strip() or is_file_name(description) for description in words)


def removed_photos(draft: Offer) -> list[OfferPhoto]:
    """What stood in a draft since yesterday and stands there no more, newest first.

    It comes back with its caption and its place, until it is swept.
    """
    found: dict[int, OfferPhoto] = {}
    # Drafts of the last day and the one before them, newest first.
    settled = timezone.now() - settings.MEDIA_SWEEP_AFTER
    drafts = draft.revisions.order_by("-created_at", "-pk").values_list("created_at", "content")
    for created_at, content in drafts[:MAX_REVISIONS]:
        for row in content.get("photos", ()):
            found.setdefault(
                row["photo"],
                OfferPhoto(
                    photo_id=row["photo"], caption=row["caption"], sort_order=row["sort_order"]
                ),
            )
        if created_at < settled:
            break
    gone = found.keys() - {one.photo_id for one in draft.photos.all()}
    photos = Photo.objects.with_renditions().in_bulk(gone)
    removed = []
    for pk, one in found.items():
        if pk in photos:
            one.photo = photos[pk]
            removed.append(one)
    return removed


def unused_photos() -> list[Photo]:
    """History may still name them: an old revision opens without its photograph."""
    loose = [one for one in _orphaned() if not _is_on_a_page(one)]
    kept = set(_photos_in_revisions()) if loose else set()
    return [one for one in loose if one.pk not in kept]


def _orphaned() -> QuerySet[Photo]:
    """Brought by a person some time ago, and in no row of any package.

    What editors put into the library waits there for its page: it was never brought this way.
    """
    kind = ContentType.objects.get_for_model(Photo)
    brought = AuditEntry.objects.filter(
        subject_type=kind, verb="photo.added", actor__isnull=False
    ).values("subject_id")
    settled = timezone.now() - settings.MEDIA_SWEEP_AFTER
    photos = Photo.objects.filter(pk__in=brought, created_at__lt=settled)
    # Every column that points to a photograph, also of packages above.
    for relation in Photo._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not Rendition:
            model: Any = relation.related_model
            column = relation.field.name
            shown = model._base_manager.exclude(**{column: None}).values(column)
            photos = photos.exclude(pk__in=shown)
    return photos


def _is_on_a_page(photo: Photo) -> bool:
    """In a block of an editors' page, which is no column."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(photo)
    return bool(references.filter(base_content_type=pages).exists())


def _photos_in_revisions() -> Iterator[int]:
    """In what may be published as it is, newest, shown and waiting revisions, or be put back."""
    offers, pages = Offer.objects.all(), Page.objects.all()
    just_changed = Revision.objects.filter(
        created_at__gte=timezone.now() - settings.MEDIA_SWEEP_AFTER
    )
    under_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    current = Q(approved_go_live_at__isnull=False) | Q(pk__in=under_review.values("revision"))
    current |= Q(object_id__in=just_changed.values("object_id"))  # what was taken out may come back
    for rows in (offers, pages):
        current |= Q(pk__in=rows.values("latest_revision")) | Q(pk__in=rows.values("live_revision"))
    for pk, content in Revision.objects.filter(current).values_list("pk", "content").iterator():
        try:
            if "photos" in content:  # an offer says where they are, a page doesn't
                yield from [int(one["photo"]) for one in content["photos"]]
            else:
                yield from _numbers_in(content)
        except (KeyError, TypeError, ValueError):
            logger.error("Periodic job: revision %s refers to its photos in an unknown format", pk)
            yield from _numbers_in(content)


def _numbers_in(content: object) -> Iterable[int]:
    """Any number may be the key of one: better a photograph kept too long."""
    return map(int, re.findall(r"\b\d{1,18}\b", json.dumps(content)))
