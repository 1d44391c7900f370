"""Why an offer stands where it stands: the figures of its order in words, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.words import day_in_words
from search.engine.answer import Reasons
from search.engine.contract import WEIGHTS
from search.engine.question import NEW_FOR
from search.enums import Order
from search.queries.wishes import Wishes

KILOMETRE = 1_000.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One parameter: in words, and exactly, so that anybody can put the list in order again."""

    name: str
    words: str
    value: float


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a word counts that is found there."""

    label: str
    weight: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides every order, as it is published on the page."""

    weights: tuple[Weight, ...]
    new_for: int


def published_rule() -> Rule:
    """The parameters that engines use, not a copy of them."""
    labels = {
        "title": _("title"),
        "labels": _("what it is about"),
        "around": _("names of places"),
        "words": _("the host’s own words"),
    }
    weights = (Weight(labels[name], number_format(weight)) for name, weight in WEIGHTS.items())
    return Rule(tuple(weights), NEW_FOR)


def figures_of(
    reasons: Reasons, wishes: Wishes, *, published_on: date | None = None
) -> tuple[Figure, ...]:
    """In the order in which they count for these wishes."""
    if wishes.order == Order.NEWEST:
        return (*_published(published_on), _draw(reasons))
    near = () if reasons.metres is None else (_distance(reasons.metres, wishes),)
    if wishes.order == Order.DISTANCE and near:
        return (*near, _draw(reasons))
    words = (_fit(reasons.words),) if wishes.words else ()
    return (*words, *near, _fresh(reasons.fresh), _draw(reasons))


def _fit(words: float) -> Figure:
    said = {"fit": number_format(words, 2)}
    return Figure("words", _("How well your words fit: %(fit)s") % said, words)


def _distance(metres: float, wishes: Wishes) -> Figure:
    said = {"km": number_format(metres / KILOMETRE, 1)}
    if wishes.around and wishes.around.name:
        said["place"] = wishes.around.name
        return Figure("metres", _("%(km)s km from %(place)s") % said, metres)
    return Figure("metres", _("%(km)s km from your point of the map") % said, metres)


def _fresh(fresh: int) -> Figure:
    days = NEW_FOR - fresh
    if not fresh:
        words = _("Published at least two weeks ago")
    elif not days:
        words = _("New: published today")
    else:
        new = ngettext("New: published %(days)s day ago", "New: published %(days)s days ago", days)
        words = new % {"days": days}
    return Figure("fresh", words, fresh)


def _published(day: date | None) -> Iterable[Figure]:
    if day is not None:
        said = {"day": day_in_words(day, year=True)}
        yield Figure("published", _("Published on %(day)s") % said, day.toordinal())


def _draw(reasons: Reasons) -> Figure:
    said = {"draw": number_format(reasons.draw, force_grouping=True)}
    return Figure("draw", _("Drawn today: %(draw)s") % said, reasons.draw)
