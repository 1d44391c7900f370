"""Why an offer stands where it stands: the figures of its order in words, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day
from core.values.geo import Point
from search.query.contract import WEIGHTS
from search.query.criteria import SearchCriteria, places_in_words
from search.query.engine_results import Reasons
from search.query.offer_query import NEW_FOR
from search.query.states import Order

KILOMETRE = 1_000.0


@dataclass(frozen=True, slots=True)
class RankingFigure:
    """One ranking parameter, in words and as an exact value.

    Anyone can reproduce the order from these values.
    """

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
        "labels": _("type and keywords"),
        "around": _("place names"),
        "words": _("the host’s own words"),
    }
    weights = (
        Weight(labels[name], number_format(f"{weight:g}")) for name, weight in WEIGHTS.items()
    )
    return Rule(tuple(weights), NEW_FOR)


def figures_of(
    reasons: Reasons,
    criteria: SearchCriteria,
    *,
    is_stay: bool,
    point: Point | None = None,
    published_on: date | None = None,
) -> tuple[RankingFigure, ...]:
    """In the order in which they count for these wishes. `point` is where the offer lies."""
    draw = number_format(reasons.draw, force_grouping=True)
    drawn = RankingFigure(
        "draw", _("Today’s random number: %(draw)s") % {"draw": draw}, reasons.draw
    )
    if criteria.order == Order.NEWEST:
        if published_on is None:
            return (drawn,)
        day = format_day(published_on)
        published = _("Published on %(day)s") % {"day": day}
        return RankingFigure("published", published, published_on.toordinal()), drawn
    near = () if reasons.metres is None else (_distance(reasons.metres, criteria, point),)
    if criteria.order == Order.DISTANCE and near:
        return *near, drawn
    figures: list[RankingFigure] = []
    if criteria.has_stays_first:
        figures.append(_kind(criteria, is_stay=is_stay))
    if criteria.words:
        fit = _("Match with your words: %(fit)s") % {"fit": number_format(reasons.words, 2)}
        figures.append(RankingFigure("words", fit, reasons.words))
    days = NEW_FOR - reasons.fresh
    if not reasons.fresh:
        age = _("Published at least two weeks ago")
    elif not days:
        age = _("New: published today")
    else:
        new = ngettext("New: published %(days)s day ago", "New: published %(days)s days ago", days)
        age = new % {"days": days}
    return *figures, *near, RankingFigure("fresh", age, reasons.fresh), drawn


def _kind(criteria: SearchCriteria, *, is_stay: bool) -> RankingFigure:
    if criteria.when:
        first = _("Stays come first, because you chose dates")
        later = _("Listed after stays, because you chose dates")
    else:
        first = _("Stays come first, because you gave a number of people")
        later = _("Listed after stays, because you gave a number of people")
    return RankingFigure("kind", first if is_stay else later, float(not is_stay))


def _distance(metres: float, criteria: SearchCriteria, point: Point | None) -> RankingFigure:
    params = {"km": number_format(metres / KILOMETRE, 1)}
    # The name of the place that is nearest; all of them while nobody knows where the offer
    # lies. Empty for a point of the map, which has none.
    places = criteria.around
    if point is None:
        nearest = places_in_words(places)
    else:
        nearest = min(places, key=lambda near: near.point.distance_to(point)).name
    if nearest:
        params["place"] = nearest
        return RankingFigure("metres", _("%(km)s km from %(place)s") % params, metres)
    return RankingFigure("metres", _("%(km)s km from your point on the map") % params, metres)
