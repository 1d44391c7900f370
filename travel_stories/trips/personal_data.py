"""What trips hold of a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.privacy import personal_data
from commons.privacy.registries.processings import LegalBasis, Processing, register_processing
from commons.privacy.registries.retention import RetentionRule, register_retention
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import Change

type Extractor = Callable[[QuerySet[TripMember]], dict[str, Any]]

_extractors: list[Extractor] = []


def register_trip_data(extractor: Extractor) -> None:
    """Give out what an app above holds of some seats, together with these."""
    _extractors.append(extractor)


def trips_of(person: User) -> dict[str, Any]:
    return data_of_seats(TripMember.objects.filter(person=person))


def data_of_seats(seats: QuerySet[TripMember]) -> dict[str, Any]:
    """Seats, and what was written from them; other people's words stay theirs."""
    changes = Change.objects.filter(by__in=seats)
    data = {
        "seats": list(
            seats.values(
                *("trip__title", "name", "role", "on_behalf_of__name", "joined_at", "left_at")
            )
        ),
        "changes": list(changes.values("at", "trip__title", "verb", "noun", "title", "after")),
    }
    for extractor in _extractors:
        data |= extractor(seats)
    return data


personal_data.register("trips", trips_of, covers=["trips.tripmember.person"])
register_processing(
    Processing(
        "trips",
        ("trips",),
        title=_("Trips"),
        purpose=_("to plan a trip together"),
        basis=LegalBasis.CONTRACT,
        recipients=_(
            "the members of the trip; if someone shares the trip, everyone who has the link"
        ),
    )
)
register_retention(
    RetentionRule(
        ("trips.tripmember",),
        goes=_("your name, your documents and your personal link"),
        stays=_(
            "what you wrote in the plan of a trip with others, without your name, until that trip "
            "is deleted"
        ),
        columns=(
            *("trip_decisions.idea.title", "trip_decisions.idea.words"),
            *("trip_decisions.idea.link", "trip_decisions.idea.spot"),
            *("trip_decisions.poll.title", "trip_decisions.poll.words"),
        ),
    ),
    RetentionRule(
        ("trips.tripmember",),
        goes=_("trips that were deleted, with everything in them"),
        period=settings.TRAVEL_STORIES_KEEP_DELETED,
        starts=_("after they were deleted"),
        job="travel_stories.forget_trips",
    ),
    RetentionRule(
        ("trips.tripmember",),
        goes=_("invitations, with the email addresses they were sent to"),
        period=settings.TRAVEL_STORIES_KEEP_DELETED,
        starts=_("after they expired"),
        job="travel_stories.forget_invitations",
        stays=_(
            "invitations that you sent, until the end of this period, even if you close your "
            "account"
        ),
        columns=("trips.invitation.email",),
    ),
)
