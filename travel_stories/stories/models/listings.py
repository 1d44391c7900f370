"""What lists know of a published story: drawn from its edition and from what people agreed to."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.geography.models import Locality
from commons.media.models import Photo
from core.values.geo import Box, Point
from hosting.communities.models.terms import Interest
from hosting.offers.models.offers import Offer
from travel_stories.stories.choices import Season
from travel_stories.stories.models.stories import Story
from travel_stories.trips.choices import TripKind


class StoryListingQuerySet(models.QuerySet["StoryListing"]):
    def newest(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def around(self, box: Box) -> Self:
        """With a place inside the box."""
        return self.filter(passes_through(box))


def passes_through(box: Box) -> models.Exists:
    """Whether a listing has a place inside the box."""
    latitude, longitude = (box.south, box.north), (box.west, box.east)
    inside = StoryListingPlace.objects.filter(
        listing=models.OuterRef("pk"), latitude__range=latitude, longitude__range=longitude
    )
    return models.Exists(inside)


class StoryListing(models.Model):
    """One line of the index of stories. It exists as long as the story is public.

    Every action that changes the edition or a consent draws it anew, in its own transaction: a name
    that was taken back stands in no list.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="listing")
    title = models.CharField(max_length=160)
    lede = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    season = models.CharField(_("season"), max_length=8, choices=Season, blank=True)
    travelled_as = models.CharField(_("who travelled"), max_length=16, choices=TripKind, blank=True)
    themes = models.ManyToManyField(Interest, related_name="+")
    offers = models.ManyToManyField(Offer, related_name="story_listings")  # met on the way
    credits = models.CharField(max_length=400, blank=True)
    cover = models.ForeignKey(Photo, null=True, on_delete=models.SET_NULL, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=1)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = StoryListingQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("-published_at",), name="story_listing_newest"),)

    def __str__(self) -> str:
        return self.title


class StoryListingPlace(models.Model):
    """Where the road of a story passes, in order: communes, never an address."""

    listing = models.ForeignKey(StoryListing, on_delete=models.CASCADE, related_name="places")
    rank = models.PositiveSmallIntegerField()
    is_last = models.BooleanField(default=False)
    locality = models.ForeignKey(Locality, on_delete=models.CASCADE, related_name="+")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ("rank",)
        indexes = (models.Index(fields=("latitude", "longitude"), name="story_listing_point"),)

    def __str__(self) -> str:
        return f"{self.rank} {self.locality_id}"

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
