"""Photographs that hosts brought and took away: nothing shows them, no draft may again."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision, TaskState

from commons.accounts.models import AuditEntry
from commons.media.models import Photo, Rendition
from hosting.models import Offer


def unused_photos() -> list[Photo]:
    """History may still name them: an old revision opens without its photograph."""
    loose = [one for one in _loose() if not _is_on_a_page(one)]
    kept = set(_kept_for_later()) if loose else set()
    return [one for one in loose if one.pk not in kept]


def _loose() -> QuerySet[Photo]:
    """Brought by a person some time ago, and in no row of any package.

    What editors put into the library waits there for its page: it was never brought this way.
    """
    kind = ContentType.objects.get_for_model(Photo)
    brought = AuditEntry.objects.filter(
        subject_type=kind, verb="photo.added", actor__isnull=False
    ).values("subject_id")
    settled = timezone.now() - settings.MEDIA_SWEEP_AFTER
    photos = Photo.objects.filter(pk__in=brought, created_at__lt=settled)
    for model, field in _ways_to_a_photo():
        shown = model._base_manager.exclude(**{field: None}).values(field)
        photos = photos.exclude(pk__in=shown)
    return photos


def _is_on_a_page(photo: Photo) -> bool:
    """In a block of an editors' page, which is no column. Offers are left out: they have rows."""
    offers = ContentType.objects.get_for_model(Offer)
    references = ReferenceIndex.get_references_to(photo)
    return bool(references.exclude(base_content_type=offers).exists())


def _ways_to_a_photo() -> Iterator[tuple[Any, str]]:
    """Every column that points to a photograph, also of packages above."""
    for field in Photo._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel) and field.related_model is not Rendition:
            yield field.related_model, field.field.name


def _kept_for_later() -> Iterator[int]:
    """In what may be published as it is: newest, shown and waiting revisions."""
    offers, pages = Offer.objects.all(), Page.objects.all()
    in_reading = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    current = Q(approved_go_live_at__isnull=False) | Q(pk__in=in_reading.values("revision"))
    for rows in (offers, pages):
        current |= Q(pk__in=rows.values("latest_revision")) | Q(pk__in=rows.values("live_revision"))
    for content in Revision.objects.filter(current).values_list("content", flat=True).iterator():
        yield from _photos_in(content)


def _photos_in(content: dict[str, Any]) -> Iterator[int]:
    """An offer says where they are. Of a page any number may be one: better one kept too long."""
    if "photos" in content:
        yield from (one["photo"] for one in content["photos"])
    else:
        yield from map(int, re.findall(r"\b\d{1,18}\b", json.dumps(content)))
