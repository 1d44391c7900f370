"""What hosting announces upwards, inside the transaction, to receivers that only write rows."""

from hosting.signals.calendars import calendar_changed, seats_changed
from hosting.signals.communities import (
    community_changed,
    community_opened,
    community_withdrawn,
    membership_ended,
    membership_reinstated,
)
from hosting.signals.offers import (
    offer_changed,
    offer_erased,
    offer_published,
    offer_withdrawn,
    offers_of_member_withdrawn,
)
from hosting.signals.requests import agreement_made, request_changed

__all__ = [
    "agreement_made",
    "calendar_changed",
    "community_changed",
    "community_opened",
    "community_withdrawn",
    "membership_ended",
    "membership_reinstated",
    "offer_changed",
    "offer_erased",
    "offer_published",
    "offer_withdrawn",
    "offers_of_member_withdrawn",
    "request_changed",
    "seats_changed",
]
