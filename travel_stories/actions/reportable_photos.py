"""A photograph in a story or at the head of an itinerary is reported, and goes, by itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from commons.accounts.models import User
from commons.media.models import Photo
from hosting.actions.moderation_adapter_photos import PhotoUsage, register_photo_usage
from travel_stories.models.blocks import BlockPhoto
from travel_stories.models.consents import BlurredPhoto
from travel_stories.models.itineraries import Itinerary
from travel_stories.models.itinerary_editions import ItineraryEdition
from travel_stories.models.itinerary_reviewers import (
    itineraries_reviewable_by,
    reviewers_of_itinerary,
)
from travel_stories.models.stories import Story
from travel_stories.models.story_reviewers import (
    reviewers_of_story,
    stories_about,
    stories_reviewable_by,
)
from travel_stories.queries.rendered_stories import render_public_story


class InStories(PhotoUsage):
    """Whoever reads a story before everybody does decides on its photographs; no author does."""

    def page_of(self, photo: Photo) -> str:
        """Only where it is to be seen today, as it is or blurred."""
        for story in _stories_with(photo).public().select_related("edition"):
            rendered_story = render_public_story(story)
            if rendered_story and any(photo.pk in part.photos for part in rendered_story.parts):
                return str(story.get_absolute_url())
        return ""

    def parties_of(self, photo: Photo) -> QuerySet[User]:
        authors: QuerySet[User] = User.objects.filter(story_seats__story__in=_stories_with(photo))
        return authors.distinct()

    def decided_by(self, person: Any) -> QuerySet[Photo]:
        return _photos_in(stories_reviewable_by(person))

    def deciders_of(self, photo: Photo) -> list[User]:
        return [person for story in _stories_with(photo) for person in reviewers_of_story(story)]

    def within(self, community: Any) -> QuerySet[Photo]:
        return _photos_in(stories_about(community))

    def made_from(self, photo: Photo) -> QuerySet[Photo]:
        made = BlurredPhoto.objects.filter(photo=photo)
        return Photo.objects.filter(pk__in=made.values("blurred"))


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


def _stories_with(photo: Photo) -> Any:
    """Also where the draft has let go of it since: the edition may still show it."""
    there = BlockPhoto.objects.filter(photo=photo)
    return Story.objects.existing().filter(pk__in=there.values("block__chapter__story"))


def _photos_in(stories: QuerySet[Story]) -> QuerySet[Photo]:
    there = BlockPhoto.objects.filter(block__chapter__story__in=stories)
    return Photo.objects.filter(pk__in=there.values("photo"))


def _itineraries_with(photo: Photo) -> QuerySet[Itinerary]:
    """Also where the draft has another one since: the edition still shows it."""
    headed = Q(cover=photo) | Q(edition__cover=photo)
    return Itinerary.objects.existing().filter(headed)


def _covers_of(itineraries: QuerySet[Itinerary]) -> QuerySet[Photo]:
    drafts = itineraries.values("cover")
    editions = ItineraryEdition.objects.filter(itinerary__in=itineraries).values("cover")
    return Photo.objects.filter(Q(pk__in=drafts) | Q(pk__in=editions))


for place in (InStories(), OnItineraries()):
    register_photo_usage(place)
