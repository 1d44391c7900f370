"""Where nobody fits: what a little more or a little less would find, counted in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from core.dates import DateRange
from hosting.enums import Facet
from search.engine.contract import Engine
from search.queries.addresses import Way, address_of
from search.queries.facets import Labels
from search.queries.wishes import MOST_KM, Nights, When, Wishes

FURTHER_KM: Final = (5, 20)
GIVE: Final = 3  # days earlier or later
ONE_DAY: Final = timedelta(days=1)
PLACES: Final = (2, 3)  # in which a group may sleep
MOST_SHOWN: Final = 8

type Variation = tuple[str, Wishes]


def ways_out(
    engine: Engine, wishes: Wishes, labels: Labels, *, today: date, language: str
) -> tuple[Way, ...]:
    """Those that find somebody, the smallest change first."""
    found = list(variations_of(wishes, labels, today=today))
    counts = engine.count([one.question(today=today, language=language) for _label, one in found])
    ways = (
        Way(label, address_of(one), count)
        for (label, one), count in zip(found, counts, strict=True)
        if count
    )
    return tuple(ways)[:MOST_SHOWN]


def variations_of(wishes: Wishes, labels: Labels, *, today: date) -> Iterable[Variation]:
    yield from _further(wishes)
    yield from _on_other_days(wishes, today)
    yield from _with_less(wishes, labels)
    yield from _with_fewer_people(wishes)
    yield from _with_fewer_words(wishes)
    if wishes.when:
        yield _("on other dates"), replace(wishes, when=None)


def _further(wishes: Wishes) -> Iterable[Variation]:
    if near := wishes.near:
        for more in FURTHER_KM:
            if near.km + more <= MOST_KM:
                further = replace(wishes, near=replace(near, km=near.km + more))
                yield _("%(km)s km further") % {"km": more}, further
    if wishes.part:
        yield _("on the whole map"), replace(wishes, part=None)


def _on_other_days(wishes: Wishes, today: date) -> Iterable[Variation]:
    when = wishes.when
    if not isinstance(when, Nights):
        return
    if when.dates.check_in - ONE_DAY >= today and not when.flexible:
        yield _("one day earlier"), replace(wishes, when=_moved(when, -ONE_DAY))
    if not when.flexible:
        yield _("one day later"), replace(wishes, when=_moved(when, ONE_DAY))
    if when.flexible < GIVE:
        give: When = Nights(when.dates, flexible=GIVE)
        yield _("up to %(days)s days earlier or later") % {"days": GIVE}, replace(wishes, when=give)


def _moved(when: Nights, step: timedelta) -> Nights:
    return Nights(DateRange(when.dates.check_in + step, when.dates.check_out + step))


def _with_less(wishes: Wishes, labels: Labels) -> Iterable[Variation]:
    """Of what must all be met one by one; of anything else the whole facet."""
    for facet in Facet:
        chosen = sorted(wishes.of(facet), key=list(labels[facet]).index)
        groups = [[value] for value in chosen] if facet.holds_all else [chosen] if chosen else []
        for group in groups:
            words = ", ".join(labels[facet][value] for value in group)
            left = {**wishes.chosen, facet: wishes.of(facet) - set(group)}
            yield _("without “%(words)s”") % {"words": words}, replace(wishes, chosen=left)


def _with_fewer_people(wishes: Wishes) -> Iterable[Variation]:
    if not wishes.party:
        return
    for parts in PLACES:
        if wishes.parts < parts <= (wishes.adults or 1):
            yield _("in up to %(parts)s places") % {"parts": parts}, replace(wishes, parts=parts)
    alone = replace(wishes, adults=None, children=0, parts=1)
    yield _("for any number of people"), alone


def _with_fewer_words(wishes: Wishes) -> Iterable[Variation]:
    words = wishes.words.split()
    if 1 < len(words) <= MOST_SHOWN:
        for at, word in enumerate(words):
            left = " ".join(words[:at] + words[at + 1 :])
            yield _("without “%(words)s”") % {"words": word}, replace(wishes, text=left, heard=None)
    if wishes.text:
        yield _("whatever the words"), replace(wishes, text="", heard=None)
