"""A photograph at the head of an itinerary is reported, and goes, by itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.media.models import Photo
from hosting.offers.actions.moderation_adapter_photos import PhotoUsage, register_photo_usage
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.models.reviewers import (
    itineraries_reviewable_by,
    reviewers_of_itinerary,
)


class OnItineraries(PhotoUsage):
    """Whoever reads an itinerary before everybody does decides on its cover; no composer does."""

    def page_of(self, photo: Photo) -> str:
        shown = ItineraryEdition.objects.public().filter(cover=photo)
        edition = shown.select_related("itinerary").first()
        return edition.itinerary.get_absolute_url() if edition else ""

    def parties_of(self, photo: Photo) -> QuerySet[User]:
        led = _itineraries_with(photo)
        composers: QuerySet[User] = User.objects.filter(itineraries_composed__itinerary__in=led)
        return composers.distinct()

    def decided_by(self, person: Any) -> QuerySet[Photo]:
        return _covers_of(itineraries_reviewable_by(person))

    def deciders_of(self, photo: Photo) -> list[User]:
        led = _itineraries_with(photo)
        return [person for one in led for person in reviewers_of_itinerary(one)]

    def within(self, community: Any) -> QuerySet[Photo]:
        return _covers_of(Itinerary.objects.filter(community=community))


def _itineraries_with(photo: Photo) -> QuerySet[Itinerary]:
    """Also where the draft has another one since: the edition still shows it."""
    headed = Q(cover=photo) | Q(edition__cover=photo)
    return Itinerary.objects.existing().filter(headed)


def _covers_of(itineraries: QuerySet[Itinerary]) -> QuerySet[Photo]:
    drafts = itineraries.values("cover")
    editions = ItineraryEdition.objects.filter(itinerary__in=itineraries).values("cover")
    return Photo.objects.filter(Q(pk__in=drafts) | Q(pk__in=editions))


register_photo_usage(OnItineraries())
