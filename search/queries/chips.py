"""Every wish in words, and what is left of the others without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.words import month_in_words, range_in_words
from hosting.enums import Facet
from search.engine.question import Near
from search.enums import Order
from search.queries.addresses import Way, address_of
from search.queries.facets import Labels
from search.queries.understanding import Heard, Taken
from search.queries.wishes import Nights, Stretch, When, Wishes


def chips_of(wishes: Wishes, labels: Labels) -> tuple[Way, ...]:
    return tuple(Way(label, address_of(rest)) for label, rest in _wishes(wishes, labels))


def taken_from(wishes: Wishes, labels: Labels) -> tuple[Way, ...]:
    """What words of the text were taken for; a press makes them plain words again."""
    return tuple(
        Way(
            _("“%(words)s”: %(meaning)s")
            % {"words": taken.said, "meaning": _meaning(taken, labels)},
            address_of(replace(wishes, left=(*wishes.left, _phrase(taken)), heard=None)),
        )
        for taken in wishes.taken
        if taken.what != Heard.TALK
    )


def _phrase(taken: Taken) -> str:
    """How many come is read from several words at once."""
    if taken.what == Heard.PEOPLE:
        return Heard.PEOPLE.value
    return taken.value if taken.what == Heard.PLACE else taken.said


def _meaning(taken: Taken, labels: Labels) -> str:
    if isinstance(taken.what, Facet):
        names = [labels[taken.what].get(value, value) for value in taken.value.split()]
        return ", ".join(names)
    if taken.what == Heard.PLACE:
        return taken.value
    if taken.what == Heard.PEOPLE:
        return _("how many come")
    return _("nobody can be asked for this here")


def _wishes(wishes: Wishes, labels: Labels) -> Iterable[tuple[str, Wishes]]:
    if wishes.text:
        yield (
            _("“%(words)s”") % {"words": wishes.text},
            replace(wishes, text="", left=(), heard=None),
        )
    yield from _places(wishes)
    if wishes.when:
        yield when_in_words(wishes.when), replace(wishes, when=None)
    if wishes.party:
        yield people_in_words(wishes), replace(wishes, adults=None, children=0, parts=1)
    yield from _ticks(wishes, labels)
    if wishes.order != Order.FIT:
        yield str(wishes.order.label), replace(wishes, order=Order.FIT)


def _places(wishes: Wishes) -> Iterable[tuple[str, Wishes]]:
    if wishes.near:
        yield place_in_words(wishes.near), replace(wishes, near=None)
    if wishes.part:
        yield _("In this part of the map"), replace(wishes, part=None)


def _ticks(wishes: Wishes, labels: Labels) -> Iterable[tuple[str, Wishes]]:
    for facet in Facet:
        for value in sorted(wishes.of(facet), key=list(labels[facet]).index):
            left = {**wishes.chosen, facet: wishes.of(facet) - {value}}
            yield labels[facet][value], replace(wishes, chosen=left)


def place_in_words(near: Near) -> str:
    """`Loches, 20 km`."""
    return f"{near.name or _('Around this point of the map')}, {near.km} km"


def when_in_words(when: When) -> str:
    if isinstance(when, Nights):
        days = range_in_words(when.dates)
        return f"{days} ± {when.flexible}" if when.flexible else days
    if isinstance(when, Stretch):
        nights = ngettext(
            "%(nights)s night in %(days)s", "%(nights)s nights in %(days)s", when.nights
        )
        return nights % {"nights": when.nights, "days": range_in_words(when.dates)}
    return _("A weekend in %(month)s") % {"month": month_in_words(when.month)}


def people_in_words(wishes: Wishes) -> str:
    party = wishes.party or 0
    people = ngettext("%(party)s person", "%(party)s people", party) % {"party": party}
    if wishes.parts == 1:
        return people
    return _("%(people)s in up to %(parts)s places") % {"people": people, "parts": wishes.parts}
