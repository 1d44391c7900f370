"""Sessions of public activities as programs read them, and as a calendar keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from hosting.calendars.models import Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.schemas import absolute_url


@dataclass(frozen=True, slots=True)
class SessionSchema:
    """An upcoming date, in the local time of its place. `left` is the number of places left.

    `language` is that of `title`.
    """

    id: str
    offer: str
    community: str
    url: str
    title: str
    language: str
    starts_at: datetime
    ends_at: datetime
    seats: int
    left: int
    locality: str


def public_sessions(offers: QuerySet[Offer] | None = None) -> QuerySet[Session]:
    """Those to come of public activities, or of these among them."""
    public = Offer.objects.public() if offers is None else offers
    activities = public.filter(kind=OfferKind.ACTIVITY).values("pk")
    rows = Session.objects.upcoming().filter(activity__in=activities).with_seats_left()
    return rows.select_related("activity__community", "activity__place__locality").only(
        *("public_id", "starts_at", "ends_at", "seats"),
        *("activity__kind", "activity__title", "activity__public_id"),
        "activity__language",
        "activity__community__public_id",
        *("activity__place__locality__name", "activity__place__locality__timezone"),
    )


def serialize_sessions(sessions: Iterable[Session]) -> list[SessionSchema]:
    """In this order. No read."""
    serialized = []
    for session in sessions:
        activity = session.activity
        locality = activity.place.locality if activity.place else None
        clock = ZoneInfo(locality.timezone) if locality else timezone.get_current_timezone()
        serialized.append(
            SessionSchema(
                id=session.public_id,
                offer=activity.public_id,
                community=activity.community.public_id,
                url=absolute_url(activity.get_absolute_url()),
                title=activity.title,
                language=activity.language,
                starts_at=session.starts_at.astimezone(clock),
                ends_at=session.ends_at.astimezone(clock),
                seats=session.seats,
                left=max(getattr(session, "seats_left", session.seats), 0),
                locality=locality.name if locality else "",
            )
        )
    return serialized
