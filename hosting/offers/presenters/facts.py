"""Short facts with an icon, for cards and pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import OuterRef, Subquery
from django.utils.dates import MONTHS
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hosting.offers.choices.lists import Bathroom, BedKind, OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay, Unit

HOUR = 60
KILOMETRE = 1_000


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know, with its icon."""

    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """What one party has to itself."""

    pk: int
    name: str
    sleeps: int
    beds: str
    bathroom: str


def biggest_unit() -> Subquery:
    """How many the biggest unit of an offer sleeps, for an annotation."""
    units = Unit.objects.filter(stay=OuterRef("pk")).order_by("-sleeps")
    return Subquery(units.values("sleeps")[:1])


def page_facts(offer: Offer, units: Iterable[UnitSummary]) -> Iterable[Fact]:
    """What one has to know before asking."""
    specific = offer.specific
    if isinstance(specific, Stay):
        yield from party_limit_facts(offer, max((unit.sleeps for unit in units), default=0))
        hours = {
            "arrival": time_format(specific.arrival_from),
            "departure": time_format(specific.departure_until),
        }
        yield Fact("clock", _("arrive from %(arrival)s, leave until %(departure)s") % hours)
        if specific.min_nights > 1:
            yield Fact("calendar", _("%(least)s nights at least") % {"least": specific.min_nights})
        if specific.max_nights:
            most = ngettext(
                "%(most)s night at most", "%(most)s nights at most", specific.max_nights
            )
            yield Fact("calendar", most % {"most": specific.max_nights})
    elif isinstance(specific, Activity):
        yield from _activity(specific)
    else:
        yield from opening_facts(specific)
    if offer.party_min > 1:
        yield Fact("people", _("from %(least)s people on") % {"least": offer.party_min})
    if (offer.season_from, offer.season_until) != (1, 12):
        months = {"first": MONTHS[offer.season_from], "last": MONTHS[offer.season_until]}
        yield Fact("sun", _("open from %(first)s to %(last)s") % months)
    if offer.notice_days and offer.kind != OfferKind.TIP:
        days = ngettext("ask %(days)s day ahead", "ask %(days)s days ahead", offer.notice_days)
        yield Fact("bell", days % {"days": offer.notice_days})


def units_of(stay: Offer) -> tuple[UnitSummary, ...]:
    """Its units with their beds, in the host's order. One read."""
    units = []
    in_order = Unit.objects.filter(stay=stay).order_by("sort_order", "pk", "beds__pk")
    rows = in_order.values_list("pk", "name", "sleeps", "bathroom", "beds__kind", "beds__count")
    for pk, group in groupby(rows, key=lambda row: row[0]):
        lines = list(group)
        _pk, name, sleeps, bathroom, *_beds = lines[0]
        beds = [f"{count} × {BedKind(kind).label}" for *_unit, kind, count in lines if kind]
        units.append(UnitSummary(pk, name, sleeps, ", ".join(beds), str(Bathroom(bathroom).label)))
    return tuple(units)


def format_distance(metres: float) -> str:
    """`300 m`, `8 km`."""
    rounded = round(metres / 50) * 50
    return f"{rounded} m" if rounded < KILOMETRE else f"{round(metres / KILOMETRE)} km"


def party_limit_facts(offer: Offer, sleeps: int) -> Iterable[Fact]:
    if sleeps:
        yield Fact("people", _("up to %(most)s") % {"most": min(sleeps, offer.party_max or sleeps)})


def _activity(activity: Activity) -> Iterable[Fact]:
    if activity.duration_minutes:
        yield Fact("clock", format_duration(activity.duration_minutes))
    if activity.party_max:
        yield Fact("people", _("up to %(most)s") % {"most": activity.party_max})
    yield from age_facts(activity)
    if activity.is_on_request:
        yield Fact("calendar", _("on request"))
    if activity.bring:
        yield Fact("basket", _("bring: %(things)s") % {"things": activity.bring})


def format_duration(minutes: int) -> str:
    """`45 min`, `2 h`, `2 h 30`."""
    hours, left = divmod(minutes, HOUR)
    if not hours:
        return f"{left} min"
    return f"{hours} h {left:02}" if left else f"{hours} h"


def age_facts(activity: Activity) -> Iterable[Fact]:
    if activity.minimum_age:
        yield Fact("children", _("from age %(age)s") % {"age": activity.minimum_age})


def opening_facts(offer: Offer) -> Iterable[Fact]:
    if isinstance(offer, Product) and offer.opening:
        yield Fact("calendar", offer.opening)
    if isinstance(offer, Product) and offer.stock == 0:
        yield Fact("info", _("none left for now"))
    if isinstance(offer, Tip) and offer.best_time:
        yield Fact("calendar", offer.best_time)
