"""What a list can be narrowed by, in words, and how many offers each choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import F, Value
from django.utils.translation import gettext as _

from commons.geography.areas import area_labels
from commons.geography.rivers import river_labels
from core.languages import page_language
from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.offers.choices.lists import (
    NEEDS_AMONG_AMENITIES,
    AccessNeed,
    Amenity,
    ExchangeMode,
    Facet,
    Means,
    OfferKind,
)
from search.index.documents.builder import STATION_KM

TERMS: dict[Facet, type[Need | Interest | Cause]] = {
    Facet.NEED: Need,
    Facet.INTEREST: Interest,
    Facet.CAUSE: Cause,
}

type Labels = Mapping[Facet, Mapping[str, str]]
type Counts = Mapping[Facet, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One tick of a facet, and how many offers would remain with it, if anybody counted."""

    value: str
    label: str
    count: int | None
    checked: bool
    name: str = ""  # of another facet, where it stands among the choices of this one


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as it stands for these wishes."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def facet_labels() -> Labels:
    """Everything that can be ticked, in the order in which it is shown. One read."""
    # Needs and interests in their own order, communities by name. One read.
    name = F(f"name_{page_language()}")
    terms = [
        model.objects.order_by().values_list(Value(facet.value), "sort_order", name, "slug")
        for facet, model in TERMS.items()
    ]
    communities = Community.objects.public().order_by()
    rows = communities.values_list(Value(Facet.COMMUNITY.value), Value(0), "name", "public_id")
    words: dict[Facet, dict[str, str]] = {facet: {} for facet in (*TERMS, Facet.COMMUNITY)}
    for facet, _order, label, value in sorted(rows.union(*terms, all=True)):
        words[Facet(facet)][value] = label
    return {
        Facet.KIND: _labels(OfferKind),
        Facet.MODE: _labels(ExchangeMode),
        Facet.MEANS: _labels(Means),
        Facet.AMENITY: _labels(Amenity),
        Facet.NEED: _labels(AccessNeed) | words[Facet.NEED],
        Facet.INTEREST: words[Facet.INTEREST],
        Facet.CAUSE: words[Facet.CAUSE],
        Facet.LANGUAGE: {code: str(name) for code, name in settings.LANGUAGES_SPOKEN},
        Facet.STATION: {str(km): _("Station within %(km)s km") % {"km": km} for km in STATION_KM},
        Facet.COMMUNITY: words[Facet.COMMUNITY],
        Facet.AREA: area_labels(page_language()),
        Facet.RIVER: river_labels(),
    }


def facets_to_choose(
    counts: Counts, chosen: Mapping[Facet, frozenset[str]], labels: Labels
) -> tuple[FacetChoices, ...]:
    """As an engine counted them; a choice that would leave nothing is left out unless chosen."""
    return tuple(
        FacetChoices(
            facet.value,
            str(facet.label),
            tuple(
                Choice(value, label, count, value in chosen.get(facet, ()))
                for value, label in labels[facet].items()
                if (count := counts.get(facet, {}).get(value, 0)) or value in chosen.get(facet, ())
            ),
        )
        for facet in Facet
        if not facet.is_heard_only or chosen.get(facet)
    )


def uncounted(chosen: Mapping[Facet, frozenset[str]], labels: Labels) -> tuple[FacetChoices, ...]:
    """Where no engine answers: what is chosen stays chosen, everything else can still be."""
    return tuple(
        FacetChoices(
            facet.value,
            str(facet.label),
            tuple(
                Choice(value, label, None, value in chosen.get(facet, ()))
                for value, label in labels[facet].items()
            ),
        )
        for facet in Facet
        if not facet.is_heard_only or chosen.get(facet)
    )


def with_amenities_together(facets: Iterable[FacetChoices]) -> tuple[FacetChoices, ...]:
    """Needs that people look for among amenities (a kitchen, a cot) stand there."""
    named = {facet.name: facet for facet in facets}
    needs, amenities = named[Facet.NEED], named[Facet.AMENITY]
    moved = {
        choice.value: replace(choice, name=Facet.NEED.value)
        for choice in needs.choices
        if choice.value in NEEDS_AMONG_AMENITIES
    }
    among = (moved[slug] for slug in NEEDS_AMONG_AMENITIES if slug in moved)
    left = (choice for choice in needs.choices if choice.value not in moved)
    named[Facet.AMENITY] = replace(amenities, choices=(*amenities.choices, *among))
    named[Facet.NEED] = replace(needs, choices=tuple(left))
    return tuple(named.values())


def _labels(
    choices: Iterable[OfferKind | ExchangeMode | Means | AccessNeed | Amenity],
) -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in choices}
