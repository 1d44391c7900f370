"""Short facts with an icon, for the card of an offer."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hosting.calendars.selectors.sessions import UpcomingSession
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.presenters.facts import (
    Fact,
    age_facts,
    format_distance,
    opening_facts,
    party_limit_facts,
)


def card_facts(offer: Offer, sleeps: int, sessions: list[UpcomingSession]) -> Iterable[Fact]:
    """Two or three: for how many or when, and the station."""
    specific = offer.specific
    if isinstance(specific, Stay):
        yield from party_limit_facts(offer, sleeps)
    elif isinstance(specific, Activity):
        if sessions:
            yield Fact("calendar", str(sessions[0]))
        elif specific.is_on_request:
            yield Fact("calendar", _("on request"))
        yield from age_facts(specific)
    else:
        yield from opening_facts(specific)
    if offer.station_name and offer.station_distance is not None:
        yield Fact("train", f"{offer.station_name}, {format_distance(offer.station_distance)}")
