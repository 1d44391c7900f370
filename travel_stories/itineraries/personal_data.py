"""What itineraries hold of a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from travel_stories.itineraries.models.itineraries import Composer


def itineraries_of(person: User) -> list[dict[str, Any]]:
    """Those that this person composed along, as their drafts stand today."""
    mine = Composer.objects.filter(person=person).select_related("itinerary")
    return [
        {
            "title": one.itinerary.title,
            "summary": one.itinerary.summary,
            "credit": one.credit,
            "since": one.since,
            "state": one.itinerary.state,
            "steps": list(one.itinerary.stages.present().values("day", "title", "words")),
        }
        for one in mine
    ]


personal_data.register("itineraries", itineraries_of, covers=["itineraries.composer.person"])
register_processing(
    Processing(
        "itineraries",
        ("itineraries",),
        title=_("Itineraries"),
        purpose=_("to create and publish itineraries"),
        basis=LegalBasis.CONTRACT,
        recipients=_("the authors; everyone, once an itinerary is published"),
    )
)
register_retention(
    RetentionRule(
        ("itineraries.composer",),
        goes=_("your name in the credits, and drafts that only you wrote"),
        stays=_("itineraries that are public, without your name"),
    ),
    RetentionRule(
        ("itineraries.composer",),
        goes=_("itineraries that were deleted, with everything in them"),
        period=settings.TRAVEL_STORIES_KEEP_DELETED,
        starts=_("after they were deleted"),
        job="travel_stories.forget_itineraries",
    ),
)
