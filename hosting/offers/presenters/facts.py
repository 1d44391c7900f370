"""Short facts with an icon, for cards and pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.db.models import OuterRef, Q, Subquery
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_ages, format_time
from core.values.half_days import Half
from hosting.offers.choices.lists import Amenity, Bathroom, BedKind, Equipment, OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay, Unit
from hosting.offers.models.workspaces import Workspace
from ui.templatetags.languages import filled_in, in_language

HOUR = 60
KILOMETRE = 1_000


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to know, with its icon; `lang` where it is the host's own words."""

    icon: str
    label: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """What one party has to itself."""

    pk: int
    name: str
    sleeps: int
    beds: str
    bathroom: str


@cache  # an expression holds no rows: each query that it is put into copies it
def biggest_unit() -> Subquery:
    """How many the biggest unit of an offer takes, for an annotation."""
    units = Unit.objects.filter(Q(stay=OuterRef("pk")) | Q(workspace=OuterRef("pk"))).order_by(
        "-sleeps"
    )
    return Subquery(units.values("sleeps")[:1])


def page_facts(
    offer: Offer, units: Iterable[UnitSummary], *, has_hours: bool = False
) -> Iterable[Fact]:
    """What one has to know before asking. With `has_hours`, the page has the hours elsewhere."""
    specific = offer.specific
    if isinstance(specific, Stay):
        yield from party_limit_facts(offer, max((unit.sleeps for unit in units), default=0))
        hours = {
            "arrival": format_time(specific.arrival_from),
            "departure": format_time(specific.departure_until),
        }
        yield Fact("clock", _("arrive from %(arrival)s, leave by %(departure)s") % hours)
        if specific.min_nights > 1:
            least = ngettext(
                "minimum %(least)s night", "minimum %(least)s nights", specific.min_nights
            )
            yield Fact("calendar", least % {"least": specific.min_nights})
        if specific.max_nights:
            most = ngettext(
                "maximum %(most)s night", "maximum %(most)s nights", specific.max_nights
            )
            yield Fact("calendar", most % {"most": specific.max_nights})
    elif isinstance(specific, Workspace):
        yield from party_limit_facts(offer, max((unit.sleeps for unit in units), default=0))
        yield from workspace_facts(specific)
    elif isinstance(specific, Activity):
        yield from _activity(specific)
    else:
        yield from opening_facts(specific, has_hours=has_hours)
    if offer.party_min > 1:
        yield Fact("people", _("for %(least)s people or more") % {"least": offer.party_min})
    if (offer.season_from, offer.season_until) != (1, 12):
        months = {"first": MONTHS[offer.season_from], "last": MONTHS[offer.season_until]}
        yield Fact("sun", _("open from %(first)s to %(last)s") % months)
    if offer.notice_days and offer.kind != OfferKind.TIP:
        days = ngettext(
            "ask at least %(days)s day ahead", "ask at least %(days)s days ahead", offer.notice_days
        )
        yield Fact("bell", days % {"days": offer.notice_days})


def amenity_facts(offer: Offer) -> tuple[Fact, ...]:
    """What a stay or a workspace has, in the order of the list; nothing for other kinds."""
    specific = offer.specific
    has: Iterable[Amenity | Equipment] = ()
    if isinstance(specific, Stay):
        has = specific.amenities_in_order
    elif isinstance(specific, Workspace):
        has = specific.equipment_in_order
    return tuple(Fact(one.icon, str(one.label)) for one in has)


def workspace_facts(workspace: Workspace) -> Iterable[Fact]:
    """Its hours and its days."""
    morning, afternoon = (
        f"{format_time(begins)}–{format_time(ends)}"
        for begins, ends in map(workspace.hours_of, Half)
    )
    hours = {"morning": morning, "afternoon": afternoon}
    yield Fact("clock", _("mornings %(morning)s, afternoons %(afternoon)s") % hours)
    days = ", ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(workspace.weekdays))
    yield Fact("calendar", days)


def units_of(stay: Offer) -> tuple[UnitSummary, ...]:
    """Its units with their beds, in the host's order. One read."""
    units = []
    in_order = Unit.objects.of_offer(stay.pk).order_by("sort_order", "pk", "beds__pk")
    rows = in_order.values_list("pk", "name", "sleeps", "bathroom", "beds__kind", "beds__count")
    for pk, group in groupby(rows, key=lambda row: row[0]):
        lines = list(group)
        _pk, name, sleeps, bathroom, *_beds = lines[0]
        beds = [BedKind(kind).counted(count) for *_unit, kind, count in lines if kind]
        units.append(UnitSummary(pk, name, sleeps, ", ".join(beds), str(Bathroom(bathroom).label)))
    return tuple(units)


def format_distance(metres: float) -> str:
    """`300 m`, `8 km`."""
    rounded = round(metres / 50) * 50
    if rounded < KILOMETRE:
        return _("%(metres)s m") % {"metres": rounded}
    return _("%(km)s km") % {"km": round(metres / KILOMETRE)}


def party_limit_facts(offer: Offer, sleeps: int) -> Iterable[Fact]:
    if sleeps:
        yield _party_limit_fact(min(sleeps, offer.party_max or sleeps))


def _party_limit_fact(most: int) -> Fact:
    words = ngettext("up to %(most)s person", "up to %(most)s people", most)
    return Fact("people", words % {"most": most})


def _activity(activity: Activity) -> Iterable[Fact]:
    if activity.duration_minutes:
        yield Fact("clock", format_duration(activity.duration_minutes))
    if activity.party_max:
        yield _party_limit_fact(activity.party_max)
    yield from age_facts(activity)
    if activity.is_on_request:
        yield Fact("calendar", _("on request"))
    if activity.bring:
        things = in_language(activity.bring, activity.language)
        yield Fact("basket", filled_in(_("bring: %(things)s"), things=things))


def format_duration(minutes: int) -> str:
    """`45 min`, `2 h`, `2 h 30`."""
    hours, left = divmod(minutes, HOUR)
    if not hours:
        return f"{left} min"
    return f"{hours} h {left:02}" if left else f"{hours} h"


def age_facts(activity: Activity) -> Iterable[Fact]:
    if activity.minimum_age:
        yield Fact("children", format_ages(activity.minimum_age))


def format_stock(left: int) -> str:
    """`3 left`: as it is, without a word that urges."""
    if not left:
        return _("none left at the moment")
    return ngettext("%(count)s left", "%(count)s left", left) % {"count": left}


def opening_facts(offer: Offer, *, has_hours: bool = False) -> Iterable[Fact]:
    if isinstance(offer, Product) and offer.opening and not has_hours:
        yield Fact("calendar", offer.opening, offer.language)
    if isinstance(offer, Product) and offer.stock is not None:
        yield Fact("basket", format_stock(offer.stock))
    if isinstance(offer, Tip) and offer.best_time:
        yield Fact("calendar", offer.best_time, offer.language)
