"""A photograph in a story is reported, and goes, by itself."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from commons.accounts.models import User
from commons.media.models import Photo
from hosting.offers.actions.moderation_adapter_photos import PhotoUsage, register_photo_usage
from travel_stories.stories.models.blocks import BlockPhoto
from travel_stories.stories.models.consents import BlurredPhoto
from travel_stories.stories.models.reviewers import (
    reviewers_of_story,
    stories_about,
    stories_reviewable_by,
)
from travel_stories.stories.models.stories import Story
from travel_stories.stories.selectors.rendered_stories import render_public_story


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


def _stories_with(photo: Photo) -> Any:
    """Also where the draft has let go of it since: the edition may still show it."""
    there = BlockPhoto.objects.filter(photo=photo)
    return Story.objects.existing().filter(pk__in=there.values("block__chapter__story"))


def _photos_in(stories: QuerySet[Story]) -> QuerySet[Photo]:
    there = BlockPhoto.objects.filter(block__chapter__story__in=stories)
    return Photo.objects.filter(pk__in=there.values("photo"))


register_photo_usage(InStories())
