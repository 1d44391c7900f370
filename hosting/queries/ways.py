"""Where one can go from a page of the list: wishes to drop, ways out, the pages around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.words import range_in_words
from hosting.enums import Facet
from hosting.queries.candidates import DATES, FURTHER_KM, PEOPLE, PLACE
from hosting.queries.facets import Labels
from hosting.queries.filters import Near, OfferFilter
from hosting.queries.listing import Listing

DROPPING = {
    DATES: gettext_lazy("on other dates"),
    PEOPLE: gettext_lazy("for any number of people"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Another state of the list in words, its address, and how many offers stand there."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """Wishes to take away, ways out of an empty list, the pages before and after."""

    chips: tuple[Way, ...]
    out: tuple[Way, ...]
    before: str | None
    after: str | None
    map: str


def ways_from(wanted: OfferFilter, labels: Labels, listing: Listing) -> Ways:
    """Where one can go from this page."""
    page = listing.page
    before = address_of(wanted, page=page - 1) if page > 1 else None
    after = address_of(wanted, page=page + 1) if page < listing.pages else None
    return Ways(
        chips=tuple(Way(label, address_of(rest)) for label, rest in _wishes(wanted, labels)),
        out=tuple(_out(wanted, labels, listing)),
        before=before,
        after=after,
        map=address_of(wanted, page=page, name="hosting:offer-map"),
    )


def address_of(wanted: OfferFilter, *, page: int = 1, name: str = "hosting:offer-list") -> str:
    """Where this state of the list stands."""
    pairs: list[tuple[str, object]] = []
    if wanted.near:
        point = wanted.near.point
        at = ("at", f"{point.latitude},{point.longitude}")
        pairs += [("place", wanted.near.said) if wanted.near.said else at, ("km", wanted.near.km)]
    if wanted.dates:
        pairs += [("check_in", wanted.dates.check_in), ("check_out", wanted.dates.check_out)]
    if wanted.adults:
        pairs.append(("adults", wanted.adults))
    if wanted.children:
        pairs.append(("children", wanted.children))
    for facet in Facet:
        pairs += [(facet.value, value) for value in sorted(wanted.of(facet))]
    if page > 1:
        pairs.append(("page", page))
    return reverse(name, query=pairs or None)


def _wishes(wanted: OfferFilter, labels: Labels) -> Iterable[tuple[str, OfferFilter]]:
    """Every wish in words, and what is left without it."""
    if wanted.near:
        yield _place_in_words(wanted.near), _without(wanted, PLACE)
    if wanted.dates:
        yield range_in_words(wanted.dates), _without(wanted, DATES)
    if wanted.party:
        yield _people_in_words(wanted.party), _without(wanted, PEOPLE)
    for facet, chosen in wanted.chosen.items():
        for value in sorted(chosen, key=list(labels[facet]).index):
            left = {**wanted.chosen, facet: chosen - {value}}
            yield labels[facet][value], replace(wanted, chosen=left)


def _out(wanted: OfferFilter, labels: Labels, listing: Listing) -> Iterable[Way]:
    """Which single wish to drop, where nothing is found, and what that would give."""
    for way in listing.ways_out:
        rest = _further(wanted) if way.wish == PLACE else _without(wanted, way.wish)
        yield Way(_dropping(wanted, labels, way.wish), address_of(rest), way.count)


def _dropping(wanted: OfferFilter, labels: Labels, wish: str) -> str:
    if wish in Facet:
        chosen = [labels[Facet(wish)][value] for value in sorted(wanted.of(Facet(wish)))]
        return _("without “%(words)s”") % {"words": ", ".join(chosen)}
    if wish == PLACE:
        return _("%(km)s km further") % {"km": FURTHER_KM}
    return str(DROPPING[wish])


def _further(wanted: OfferFilter) -> OfferFilter:
    near = wanted.near
    return replace(wanted, near=near and replace(near, km=near.km + FURTHER_KM))


def _without(wanted: OfferFilter, wish: str) -> OfferFilter:
    if wish == PLACE:
        return replace(wanted, near=None)
    if wish == DATES:
        return replace(wanted, dates=None)
    if wish == PEOPLE:
        return replace(wanted, adults=None, children=0)
    chosen = {facet: values for facet, values in wanted.chosen.items() if facet != wish}
    return replace(wanted, chosen=chosen)


def _place_in_words(near: Near) -> str:
    """`Loches, 20 km`."""
    return f"{near.name or _('Around this point of the map')}, {near.km} km"


def _people_in_words(party: int) -> str:
    return ngettext("%(party)s person", "%(party)s people", party) % {"party": party}
