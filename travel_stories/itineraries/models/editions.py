"""What everybody reads of an itinerary, frozen when somebody else had read it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_public_id
from core.values.dates import in_season
from hosting.communities.models.communities import Community
from hosting.offers.models.offers import Offer
from travel_stories.itineraries.models.itineraries import Itinerary, ItineraryFrame, StageWords
from travel_stories.stories.choices import Season


class EditionQuerySet(models.QuerySet["ItineraryEdition"]):
    def public(self) -> Self:
        """As long as its community is, and unless a decision hides it."""
        shown = self.filter(itinerary__hidden_at__isnull=True)
        return shown.filter(itinerary__community__in=Community.objects.public())

    def newest(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def crossing(self, offers: models.QuerySet[Offer]) -> Self:
        """With a step at one of these offers."""
        steps = EditionStage.objects.filter(edition=models.OuterRef("pk"), offer__in=offers)
        return self.filter(models.Exists(steps))

    def crossing_communities(self, communities: models.QuerySet[Community]) -> Self:
        """Composed by one of these, or with a step at an offer of one of them."""
        steps = EditionStage.objects.filter(
            edition=models.OuterRef("pk"), offer__community__in=communities
        )
        return self.filter(models.Q(itinerary__community__in=communities) | models.Exists(steps))

    def good_in(self, season: str) -> Self:
        """At least one month of the season is one of its months."""
        return self.filter(in_season(Season(season).months))

    def going_by(self, mode: str) -> Self:
        """One goes on like that from at least one step."""
        steps = EditionStage.objects.filter(edition=models.OuterRef("pk"), mode=mode)
        return self.filter(models.Exists(steps))


class ItineraryEdition(ItineraryFrame):
    """It exists as long as the itinerary is public; a new reading replaces what is in it."""

    itinerary = models.OneToOneField(Itinerary, on_delete=models.CASCADE, related_name="edition")
    number = models.PositiveBigIntegerField()  # of the last change that is in it
    published_at = models.DateTimeField()  # the first time
    updated_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published itinerary")
        verbose_name_plural = _("published itineraries")
        indexes = (models.Index(fields=("-published_at",), name="itinerary_newest"),)

    @property
    def is_behind(self) -> bool:
        """The draft says something that the public doesn’t read yet."""
        return self.itinerary.last_number > self.number


class EditionStage(StageWords):
    """A step as everybody reads it."""

    public_id = models.CharField(max_length=8, default=new_public_id, editable=False)  # the draft's
    edition = models.ForeignKey(ItineraryEdition, on_delete=models.CASCADE, related_name="stages")

    class Meta:
        verbose_name = _("published step of an itinerary")
        verbose_name_plural = _("published steps of itineraries")
        ordering = ("day", "rank", "pk")
        indexes = (models.Index(fields=("mode",), name="edition_stage_mode"),)
