"""What a list can be narrowed by, in words, and how many offers each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hosting.enums import AccessNeed, ExchangeMode, Facet, Means, OfferKind
from hosting.models import Cause, Community, Interest, Need
from hosting.queries.candidates import Candidate
from hosting.queries.filters import STATION_KM, OfferFilter

TERMS: dict[Facet, type[Need | Interest | Cause]] = {
    Facet.NEED: Need,
    Facet.INTEREST: Interest,
    Facet.CAUSE: Cause,
}

type Labels = Mapping[Facet, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One tick of a facet, and how many offers would remain with it."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as it stands for these wishes."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    on: bool


def facet_labels() -> Labels:
    """Everything that can be ticked, in the order in which it is shown. One read."""
    words = _words()
    return {
        Facet.KIND: _labels(OfferKind),
        Facet.MODE: _labels(ExchangeMode),
        Facet.MEANS: _labels(Means),
        Facet.NEED: _labels(AccessNeed) | words[Facet.NEED],
        Facet.INTEREST: words[Facet.INTEREST],
        Facet.CAUSE: words[Facet.CAUSE],
        Facet.LANGUAGE: {code: str(name) for code, name in settings.LANGUAGES_SPOKEN},
        Facet.STATION: {str(km): _("Station within %(km)s km") % {"km": km} for km in STATION_KM},
        Facet.COMMUNITY: words[Facet.COMMUNITY],
    }


def count_choices(
    known: Iterable[Candidate], wanted: OfferFilter, labels: Labels
) -> tuple[FacetChoices, ...]:
    """Each facet is counted without its own choice, unless all of its choices must be met."""
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    for one in known:
        for facet in Facet:
            if not one.lacks or (one.lacks == {facet} and not facet.holds_all):
                counts[facet].update(one.tags.get(facet, ()))
    return tuple(_facet(facet, counts[facet], labels[facet], wanted.of(facet)) for facet in Facet)


def _facet(
    facet: Facet, counts: Counter[str], labels: Mapping[str, str], chosen: frozenset[str]
) -> FacetChoices:
    """Choices that would leave nothing are left out, unless they are chosen."""
    choices = tuple(
        Choice(value, label, counts[value], value in chosen)
        for value, label in labels.items()
        if counts[value] or value in chosen
    )
    return FacetChoices(facet.value, str(facet.label), choices, on=bool(chosen))


def _labels(choices: Iterable[OfferKind | ExchangeMode | Means | AccessNeed]) -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in choices}


def _words() -> dict[Facet, dict[str, str]]:
    """Needs and interests in their own order, communities by name. One read."""
    name = F("name_fr" if (get_language() or "").startswith("fr") else "name_en")
    terms = [
        model.objects.order_by().values_list(Value(facet.value), "sort_order", name, "slug")
        for facet, model in TERMS.items()
    ]
    communities = Community.objects.public().order_by()
    rows = communities.values_list(Value(Facet.COMMUNITY.value), Value(0), "name", "public_id")
    words: dict[Facet, dict[str, str]] = {facet: {} for facet in (*TERMS, Facet.COMMUNITY)}
    for facet, _order, label, value in sorted(rows.union(*terms, all=True)):
        words[Facet(facet)][value] = label
    return words
