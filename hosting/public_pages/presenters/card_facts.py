"""Short facts with an icon, for the card of an offer."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hosting.calendars.selectors.sessions import UpcomingSession
from hosting.offers.models.activities import Activity
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.facts import (
    Fact,
    age_facts,
    format_distance,
    opening_facts,
    party_limit_facts,
    workspace_facts,
)
from hosting.offers.presenters.opening_hours import format_open_days
from hosting.offers.selectors.opening_hours import parse_opening_hours


def card_facts(offer: Offer, sleeps: int, sessions: list[UpcomingSession]) -> Iterable[Fact]:
    """Two or three: for how many or when, and the station."""
    specific = offer.specific
    if isinstance(specific, Stay):
        yield from party_limit_facts(offer, sleeps)
    elif isinstance(specific, Workspace):
        yield from party_limit_facts(offer, sleeps)
        yield from workspace_facts(specific)
    elif isinstance(specific, Activity):
        if sessions:
            yield Fact("calendar", str(sessions[0]))
        elif specific.is_on_request:
            yield Fact("calendar", _("on request"))
        yield from age_facts(specific)
    else:
        hours = parse_opening_hours(getattr(offer, "hours_json", None))
        if hours:
            yield Fact("clock", format_open_days(hours))
        yield from opening_facts(specific, has_hours=bool(hours))
    if offer.station_name and offer.station_distance is not None:
        station = {
            "station": offer.station_name,
            "distance": format_distance(offer.station_distance),
        }
        yield Fact("train", _("Station: %(station)s, %(distance)s") % station)
