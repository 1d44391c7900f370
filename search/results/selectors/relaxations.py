"""Where nobody fits: what a little more or a little less would find, counted in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from core.values.dates import DateRange
from hosting.offers.choices.lists import Facet
from search.query.addresses import SearchLink, search_url
from search.query.contract import Engine
from search.query.criteria import MOST_KM, Nights, SearchCriteria, When
from search.query.query_parser import parse_query
from search.query.words import asked
from search.results.selectors.facets import Labels

FURTHER_KM: Final = (5, 20)
GIVE: Final = 3  # days earlier or later
ONE_DAY: Final = timedelta(days=1)
PLACES: Final = (2, 3)  # in which a group may sleep
MOST_SHOWN: Final = 8

type Relaxation = tuple[str, SearchCriteria]


def relaxations(
    engine: Engine, criteria: SearchCriteria, labels: Labels, *, today: date, language: str
) -> tuple[SearchLink, ...]:
    """Those that find somebody, the smallest change first."""
    found = list(relaxations_of(criteria, labels, today=today))
    counts = engine.count([one.question(today=today, language=language) for _label, one in found])
    ways = (
        SearchLink(label, search_url(one), count)
        for (label, one), count in zip(found, counts, strict=True)
        if count
    )
    return tuple(ways)[:MOST_SHOWN]


def relaxations_of(
    criteria: SearchCriteria, labels: Labels, *, today: date
) -> Iterable[Relaxation]:
    if near := criteria.near:
        for more in FURTHER_KM:
            if near.km + more <= MOST_KM:
                further = replace(criteria, near=replace(near, km=near.km + more))
                yield _("%(km)s km further away") % {"km": more}, further
        yield _("anywhere"), replace(criteria, near=None)
    if criteria.part:
        yield _("anywhere on the map"), replace(criteria, part=None)
    yield from _on_other_days(criteria, today)
    yield from _with_less(criteria, labels)
    yield from _with_fewer_people(criteria)
    # Each word that is searched left out of what was typed; all else is understood as before.
    searched = [word.typed for word in asked(criteria.words)]
    if 1 < len(searched) <= MOST_SHOWN:
        for word in searched:
            typed = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", criteria.text, count=1)
            text = " ".join(typed.split())
            yield (
                _("without “%(words)s”") % {"words": word},
                replace(criteria, text=text, heard=parse_query(text, left=criteria.left)),
            )
    if criteria.text:
        yield _("without your search words"), replace(criteria, text="", heard=None)
    if criteria.when:
        yield _("on other dates"), replace(criteria, when=None)


def _on_other_days(criteria: SearchCriteria, today: date) -> Iterable[Relaxation]:
    when = criteria.when
    if not isinstance(when, Nights):
        return
    if when.dates.check_in - ONE_DAY >= today and not when.flexible:
        yield _("one day earlier"), replace(criteria, when=_moved(when, -ONE_DAY))
    if not when.flexible:
        yield _("one day later"), replace(criteria, when=_moved(when, ONE_DAY))
    if when.flexible < GIVE:
        give: When = Nights(when.dates, flexible=GIVE)
        yield (
            _("up to %(days)s days earlier or later") % {"days": GIVE},
            replace(criteria, when=give),
        )


def _moved(when: Nights, step: timedelta) -> Nights:
    return Nights(DateRange(when.dates.check_in + step, when.dates.check_out + step))


def _with_less(criteria: SearchCriteria, labels: Labels) -> Iterable[Relaxation]:
    """Of what must all be met one by one; of anything else the whole facet."""
    for facet in Facet:
        chosen = sorted(criteria.of(facet), key=list(labels[facet]).index)
        groups = [[value] for value in chosen] if facet.holds_all else [chosen] if chosen else []
        for group in groups:
            words = ", ".join(labels[facet][value] for value in group)
            left = {**criteria.chosen, facet: criteria.of(facet) - set(group)}
            yield _("without “%(words)s”") % {"words": words}, replace(criteria, chosen=left)


def _with_fewer_people(criteria: SearchCriteria) -> Iterable[Relaxation]:
    if not criteria.party:
        return
    for parts in PLACES:
        if criteria.parts < parts <= (criteria.adults or 1):
            yield (
                _("with your group in up to %(parts)s places") % {"parts": parts},
                replace(criteria, parts=parts),
            )
    alone = replace(criteria, adults=None, children=0, parts=1)
    yield _("for any number of people"), alone
