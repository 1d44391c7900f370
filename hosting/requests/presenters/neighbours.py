"""Other places, for whoever was refused here or got no answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.text.formatting import format_date_range
from core.values.dates import DateRange
from core.values.geo import Box
from hosting.calendars.presenters.stay_months import nearest_free_nights
from hosting.calendars.selectors.availability import activities_during, free_stays
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer, OfferQuerySet
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.requests import Request
from hosting.requests.presenters.request_terms import AnyTerms, current_terms, start_of
from hosting.requests.states import RequestState
from ui.navigation import Link
from ui.templatetags.languages import in_language

NEARBY = 30_000.0  # metres
UNMET_STATES = (RequestState.DECLINED, RequestState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another offer. The address of its page carries the dates and the party along."""

    title: str
    locality: str
    url: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Where else one may ask, and the list that knows more."""

    title: str
    neighbours: tuple[Neighbour, ...]
    search_url: str
    search_label: str
    free: Link | None = None  # other nights here


def free_stays_near(
    offer: Offer, *, dates: DateRange | None, party: int, limit: int = 3
) -> list[Offer]:
    """Public stays around, free on the same dates and large enough, the nearest first."""
    if dates is None:
        return []
    return _nearest(offer, free_stays(Stay.objects.public(), dates, party=party), limit)


def alternatives_to(offer: Offer, chosen: DatesAndParty) -> Alternatives:
    """Offers of the same kind around this one, for these days and people; nearest first."""
    dates = chosen.dates
    party = chosen.party
    if offer.kind == OfferKind.STAY:
        neighbours = free_stays_near(offer, dates=dates, party=party)
    elif offer.kind == OfferKind.ACTIVITY and dates is not None:
        rows = activities_during(  # around here the clocks are those of this place
            Activity.objects.public(), dates, clock=time_zone_of(offer), party=party
        )
        neighbours = _nearest(offer, rows, limit=3)
    elif offer.kind == OfferKind.WORKSPACE:
        neighbours = _nearest(offer, Workspace.objects.public(), limit=3)
    elif offer.kind == OfferKind.PRODUCT:
        neighbours = _nearest(offer, Product.objects.public(), limit=3)
    else:
        neighbours = []
    place = {"place": offer.place.locality.name} if offer.place else {}
    free = _("Nearby places available on the same dates") if dates else _("Nearby places")
    return Alternatives(
        title=free if neighbours else _("Look for another place"),
        neighbours=tuple(
            Neighbour(
                in_language(one.title, one.language),
                one.place.locality.name if one.place else "",
                _with_query(one.get_absolute_url(), chosen.pairs),
            )
            for one in neighbours
        ),
        search_url=_with_query(
            reverse("search:offer-list"), place | replace(chosen, quantity=None).pairs
        ),
        search_label=_("Search with these dates") if dates else _("Search nearby"),
    )


def alternatives_or_other_nights(offer: Offer, chosen: DatesAndParty) -> Alternatives:
    """The same, and the nearest free nights here, where those that were chosen are taken."""
    elsewhere, here = alternatives_to(offer, chosen), offer.specific
    if not isinstance(here, Stay) or chosen.dates is None:
        return elsewhere
    free = nearest_free_nights(here, chosen.dates, party=chosen.party)
    if free is None:
        return elsewhere
    # `Nearest free nights here: 15–17 May 2027`, with the page on which they are chosen.
    pairs = replace(chosen, check_in=free.check_in, check_out=free.check_out).pairs
    label = _("Nearest available nights here: %(dates)s") % {"dates": format_date_range(free)}
    url = f"{_with_query(here.get_absolute_url(), pairs)}#ask"
    return replace(elsewhere, free=Link(label, url))


def alternatives_for(request: Request) -> Alternatives | None:
    """For the guest of a request that was declined or expired, while its days lie ahead."""
    if request.state not in UNMET_STATES or not is_upcoming(request):
        return None
    return alternatives_to(request.offer, _dates_and_party(current_terms(request), request.offer))


def is_upcoming(request: Request) -> bool:
    """Whether its days are still to come, or were never named."""
    check_in = _dates_and_party(current_terms(request), request.offer).check_in
    return check_in is None or check_in >= timezone.localdate()


def _dates_and_party(terms: AnyTerms, offer: Offer) -> DatesAndParty:
    """The days and people of terms; of a session, its day at the place."""
    check_in, check_out = terms.check_in, terms.check_out
    if (starts_at := start_of(terms)) is not None:
        check_in = starts_at.astimezone(time_zone_of(offer)).date()
        check_out = check_in + timedelta(days=1)
    if terms.quantity is not None:
        return DatesAndParty(check_in, check_out, quantity=terms.quantity)
    return DatesAndParty(check_in, check_out, adults=terms.adults, children=terms.children or None)


def _nearest(offer: Offer, rows: OfferQuerySet, limit: int) -> list[Offer]:
    """Of other hosts: this one can't, or hasn't answered."""
    if offer.place is None:
        return []
    here = offer.place.public_point
    box = Box.around(here, metres=NEARBY)
    around: Iterable[Offer] = (
        rows.filter(
            place__latitude__range=(box.south, box.north),
            place__longitude__range=(box.west, box.east),
        )
        .exclude(host=offer.host_id)
        .select_related("place__locality", "host")
    )
    placed = [(here.distance_to(one.place.public_point), one) for one in around if one.place]
    return [one for _metres, one in sorted(placed, key=lambda pair: pair[0])[:limit]]


def _with_query(path: str, pairs: dict[str, object]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
