"""States of an itinerary, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class ItineraryState(models.TextChoices):
    """Where the draft stands. What was published before stays public meanwhile."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("In review")
    PUBLISHED = "published", pgettext_lazy("itinerary", "Published")
    SENT_BACK = "sent_back", pgettext_lazy("itinerary", "Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("itinerary", "Unpublished")
    DELETED = "deleted", pgettext_lazy("itinerary", "Deleted")  # the clock forgets it


ITINERARY_TRANSITIONS: Transitions = {
    ItineraryState.DRAFT: frozenset(
        {ItineraryState.SUBMITTED, ItineraryState.WITHDRAWN, ItineraryState.DELETED}
    ),
    ItineraryState.SUBMITTED: frozenset(
        {
            ItineraryState.DRAFT,
            ItineraryState.PUBLISHED,
            ItineraryState.SENT_BACK,
            ItineraryState.WITHDRAWN,
        }
    ),
    ItineraryState.SENT_BACK: frozenset(
        {
            ItineraryState.DRAFT,
            ItineraryState.SUBMITTED,
            ItineraryState.WITHDRAWN,
            ItineraryState.DELETED,
        }
    ),
    ItineraryState.PUBLISHED: frozenset({ItineraryState.DRAFT, ItineraryState.WITHDRAWN}),
    ItineraryState.WITHDRAWN: frozenset({ItineraryState.DRAFT, ItineraryState.DELETED}),
}
