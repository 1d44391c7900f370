"""What a stop of an itinerary can be."""

from django.db import models
from django.utils.translation import pgettext_lazy


class StageKind(models.TextChoices):
    """A place or a story is worth a stop as much as an offer is."""

    OFFER = "offer", pgettext_lazy("stage", "Offer")
    PLACE = "place", pgettext_lazy("stage", "Place")
    STORY = "story", pgettext_lazy("stage", "Story")
