"""A search in one line, as a narrow screen shows it: `Amboise · 11–13 Dec · 2`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_short_date_range
from hosting.offers.choices.lists import Facet
from search.query.criteria import USUAL_KM, Nights, SearchCriteria
from search.results.presenters.chips import when_in_words


@dataclass(frozen=True, slots=True)
class SearchSummary:
    """`where` leads, `details` follow it; `filters` counts what the filter sheet narrows by."""

    where: str
    details: str
    filters: int


def summary_of(criteria: SearchCriteria) -> SearchSummary:
    return SearchSummary(
        where=_where(criteria),
        details=" · ".join((_when(criteria), _people(criteria))),
        filters=count_filters(criteria),
    )


def count_filters(criteria: SearchCriteria) -> int:
    """Ticks, and what else the sheet asks; the kind has its tabs, place and dates their fields."""
    ticks = sum(len(criteria.of(facet)) for facet in Facet if facet != Facet.KIND)
    km = criteria.near.km if criteria.near else criteria.km
    is_flexible = isinstance(criteria.when, Nights) and criteria.when.flexible > 0
    return ticks + (km not in (None, USUAL_KM)) + is_flexible + (criteria.parts > 1)


def _where(criteria: SearchCriteria) -> str:
    names = [criteria.where, _("“%(words)s”") % {"words": criteria.text} if criteria.text else ""]
    if not criteria.near:
        names.reverse()  # the text names the place, if anything does
        names = names[:1] if criteria.text else names
    shown = [name for name in names if name]
    if criteria.part and not shown:
        return _("This part of the map")
    return " · ".join(shown) or (_("Around a point") if criteria.near else _("Anywhere"))


def _when(criteria: SearchCriteria) -> str:
    if criteria.when is None:
        return _("any dates")
    if isinstance(criteria.when, Nights):
        days = format_short_date_range(criteria.when.dates)
        return f"{days} ± {criteria.when.flexible}" if criteria.when.flexible else days
    return when_in_words(criteria.when)


def _people(criteria: SearchCriteria) -> str:
    adults, children = criteria.people
    if adults is None:
        return _("any number of guests")
    party = adults + children
    return ngettext("%(party)s guest", "%(party)s guests", party) % {"party": party}
