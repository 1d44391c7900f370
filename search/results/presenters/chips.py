"""Every wish in words, and what is left of the others without it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_month, format_short_date_range
from hosting.offers.choices.lists import Facet
from search.query.addresses import LIST, SearchLink, search_url
from search.query.criteria import Nights, NightsWithin, SearchCriteria, When
from search.query.offer_query import Near
from search.query.query_parser import ParsedPart, PartKind
from search.query.states import Order
from search.results.selectors.facets import Labels


def chips_of(
    criteria: SearchCriteria, labels: Labels, *, name: str = LIST
) -> tuple[SearchLink, ...]:
    """`name` is that of the page on which they stand."""
    wishes: list[tuple[str, SearchCriteria]] = []  # each, and what is left without it
    if criteria.text:
        words = _("“%(words)s”") % {"words": criteria.text}
        wishes.append((words, replace(criteria, text="", left=(), heard=None)))
    if criteria.near:
        wishes.append((place_in_words(criteria.near), replace(criteria, near=None)))
    if criteria.part:
        wishes.append((_("In this part of the map"), replace(criteria, part=None)))
    if criteria.when:
        wishes.append((when_in_words(criteria.when), replace(criteria, when=None)))
    if criteria.party:
        anybody = replace(criteria, adults=None, children=0, parts=1)
        wishes.append((people_in_words(criteria), anybody))
    for facet in Facet:
        if facet == Facet.KIND and criteria.of_kinds(frozenset()).names_nights_alone:
            continue  # its tab says so: without a kind nights mean stays again
        for value in sorted(criteria.of(facet), key=list(labels[facet]).index):
            left = {**criteria.chosen, facet: criteria.of(facet) - {value}}
            wishes.append((labels[facet][value], replace(criteria, chosen=left)))
    if criteria.order != Order.FIT:
        wishes.append((str(criteria.order.label), replace(criteria, order=Order.FIT)))
    return tuple(SearchLink(label, search_url(rest, name=name)) for label, rest in wishes)


def taken_from(criteria: SearchCriteria, labels: Labels) -> tuple[SearchLink, ...]:
    """What words of the text were taken for; a press makes them plain words again."""
    links = []
    for taken in criteria.taken:
        if taken.what == PartKind.TALK:
            continue
        if taken.what == PartKind.PEOPLE:
            phrase = PartKind.PEOPLE.value  # how many come is read from several words at once
        else:
            phrase = taken.value if taken.what == PartKind.PLACE else taken.text
        meaning = {"words": taken.text, "meaning": _meaning(taken, labels)}
        without = replace(criteria, left=(*criteria.left, phrase), heard=None)
        links.append(SearchLink(_("“%(words)s”: %(meaning)s") % meaning, search_url(without)))
    return tuple(links)


def _meaning(taken: ParsedPart, labels: Labels) -> str:
    if isinstance(taken.what, Facet):
        names = [labels[taken.what].get(value, value) for value in taken.value.split()]
        return ", ".join(dict.fromkeys(names))  # La Réunion is a region and a department
    if taken.what == PartKind.PLACE:
        return taken.value
    if taken.what == PartKind.PEOPLE:
        return _people(int(taken.value))
    if taken.what == PartKind.DATES:
        return _("choose dates in the form")
    return _("you can’t search for this here")


def place_in_words(near: Near) -> str:
    """`Loches, 20 km`."""
    far = _("%(km)s km") % {"km": near.km}
    return f"{near.name or _('Around this point on the map')}, {far}"


def when_in_words(when: When) -> str:
    if isinstance(when, Nights):
        days = format_short_date_range(when.dates)
        return f"{days} ± {when.flexible}" if when.flexible else days
    if isinstance(when, NightsWithin):
        nights = ngettext(
            "%(nights)s night within %(days)s", "%(nights)s nights within %(days)s", when.nights
        )
        return nights % {"nights": when.nights, "days": format_short_date_range(when.dates)}
    return _("A weekend in %(month)s") % {"month": format_month(when.month)}


def people_in_words(criteria: SearchCriteria) -> str:
    party = criteria.party or 0
    people = _people(party)
    if criteria.parts == 1:
        return people
    return _("%(people)s in up to %(parts)s places") % {"people": people, "parts": criteria.parts}


def _people(count: int) -> str:
    return ngettext("%(party)s person", "%(party)s people", count) % {"party": count}
