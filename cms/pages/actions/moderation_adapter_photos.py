"""A photograph on a page of the editors is reported, and goes, by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from cms.pages.actions.moderation_adapter import PAGE, in_current_language, public_pages
from commons.accounts.models import User
from commons.media.models import Photo
from hosting.offers.actions.moderation_adapter_photos import PhotoUsage


class OnPages(PhotoUsage):
    """At its head or in a block. Who may publish there decides; who wrote in it never does."""

    def page_of(self, photo: Photo) -> str:
        page = in_current_language(public_pages().filter(pk__in=_pages_with(photo)))
        return PAGE.page_of(page) if page else ""

    def parties_of(self, photo: Photo) -> Iterable[User]:
        pages = Page.objects.filter(pk__in=_pages_with(photo))
        return [person for page in pages for person in PAGE.authors_of(page)]

    def decided_by(self, person: Any) -> QuerySet[Photo]:
        keys = PAGE.decided_by(person).annotate(key=Cast("pk", CharField())).values("key")
        there = _references().filter(object_id__in=keys)
        return Photo.objects.filter(
            pk__in=there.values_list(Cast("to_object_id", BigIntegerField()))
        )

    def deciders_of(self, photo: Photo) -> Iterable[User]:
        pages = Page.objects.filter(pk__in=_pages_with(photo))
        return [person for page in pages for person in PAGE.deciders_of(page)]


def _pages_with(photo: Photo) -> QuerySet[ReferenceIndex]:
    """Keys of pages as they are stored: what is published, wherever something is."""
    there = _references().filter(to_object_id=str(photo.pk))
    return there.values_list(Cast("object_id", BigIntegerField()))


def _references() -> QuerySet[ReferenceIndex]:
    """Wagtail's own list of which page shows which photograph, kept with each page."""
    kinds = ContentType.objects.get_for_models(Page, Photo)
    found: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page], to_content_type=kinds[Photo]
    )
    return found
