"""From the rows of hosting to documents: as many reads for a thousand offers as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import compress
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone, translation

from commons.geography.areas import area_codes
from commons.geography.rivers import rivers_along
from commons.geography.stations import nearest_stations
from core.values.geo import Point
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.offers.choices.lists import (
    AccessNeed,
    Amenity,
    Equipment,
    ExchangeMode,
    Facet,
    LodgingKind,
    Means,
    OfferKind,
)
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.translations import OfferTranslation
from hosting.offers.selectors.accessibility_facts import NEED_FILTERS
from search.index.documents.nights import desks_of, free_spans, rooms_of, seasons, seats_of
from search.index.documents.offers import FOREVER, LABELLED, OfferDocument, Room
from search.index.documents.synonyms import also_called

STATION_KM: Final = (2, 5, 10)
MEANS: Final = tuple(Means.values)
MONEY: Final = frozenset(mode.value for mode in ExchangeMode if mode.asks_money)
DATED: Final = frozenset({OfferKind.STAY, OfferKind.WORKSPACE, OfferKind.ACTIVITY})
TERMS: Final = ((Facet.NEED, "needs"), (Facet.INTEREST, "interests"), (Facet.CAUSE, "causes"))


class _Row(NamedTuple):
    """The columns of one offer: each field is named by its look-up."""

    pk: int
    public_id: str
    kind: str
    host: int
    host__languages: list[str]
    language: str
    title: str
    words: str
    without_car: str
    station_name: str
    station_distance: int | None
    community__public_id: str
    community__name: str
    place__latitude: float | None
    place__longitude: float | None
    place__locality__name: str | None
    place__locality__department: str | None
    place__locality__region: str | None
    place__locality__department_code: str | None
    place__locality__country: str | None
    party_min: int
    party_max: int | None
    season_from: int
    season_until: int
    notice_days: int
    stay__min_nights: int | None
    stay__max_nights: int | None
    stay__house_rules: str | None
    stay__lodging_kind: str | None
    stay__amenities: list[str] | None
    workspace__house_rules: str | None
    workspace__equipment: list[str] | None
    activity__is_on_request: bool | None
    first_published_at: Any
    created_at: Any
    translated_fr: str | None
    translated_en: str | None


class _Found(NamedTuple):
    """What other tables say of the same offers."""

    tags: Mapping[int, Mapping[Facet, set[str]]]
    rooms: Mapping[int, list[Room]]
    seats: Mapping[int, list[Any]]
    names: Mapping[Facet, Mapping[str, str]]


def documents_of(pks: Iterable[int]) -> list[OfferDocument]:
    """One for each of these that everybody may find now, by rising key."""
    offers = Offer.objects.public().filter(pk__in=list(pks)).order_by("pk")
    # Whoever asks in another language finds what was put into it: one column for each of the site.
    text = Concat("title", Value("\n"), "words", output_field=TextField())
    texts = OfferTranslation.objects.filter(offer=OuterRef("pk")).annotate(text=text)
    for language in LABELLED:
        of_language = texts.filter(language=language).values("text")
        offers = offers.annotate(**{f"translated_{language}": Subquery(of_language)})
    rows = [_Row(*row) for row in offers.values_list(*_Row._fields)]
    stays = {
        row.pk: (row.season_from, row.season_until) for row in rows if row.kind == OfferKind.STAY
    }
    workspaces = [row.pk for row in rows if row.kind == OfferKind.WORKSPACE]
    activities = [row.pk for row in rows if row.kind == OfferKind.ACTIVITY]
    found = _Found(
        tags=_tags_of([row.pk for row in rows]),
        rooms=rooms_of(stays),
        seats=seats_of(activities) | desks_of(workspaces),
        names=_names(),
    )
    return [_document(row, found) for row in rows]


def _document(row: _Row, found: _Found) -> OfferDocument:
    tags = _all_tags(row, found.tags[row.pk])
    limit = row.party_max or settings.HOSTING_PARTY_LIMIT
    rooms: list[Room] = []
    if row.kind == OfferKind.STAY:
        rooms = found.rooms.get(row.pk, [])
        limit = min(limit, max((room.sleeps for room in rooms), default=0))
    elif row.kind == OfferKind.WORKSPACE:
        limit = min(limit, max((one.seats for one in found.seats.get(row.pk, ())), default=0))
    elif row.kind != OfferKind.ACTIVITY or row.activity__is_on_request:
        # On request, and whatever has no dates: for as many as may come, in its season.
        spans = free_spans(seasons(row.season_from, row.season_until), ())
        rooms = [Room(limit, tuple(spans))]
    elif seats := found.seats.get(row.pk):
        limit = min(limit, max(one.seats for one in seats))
    return OfferDocument(
        pk=row.pk,
        public_id=row.public_id,
        kind=OfferKind(row.kind),
        host=row.host,
        language=row.language,
        title=row.title,
        words=_joined(
            *(row.words, row.without_car, row.station_name),
            *(row.stay__house_rules, row.workspace__house_rules),
        ),
        labels=_labels(row, tags, found.names),
        around=_joined(
            row.place__locality__name,
            row.place__locality__department,
            row.place__locality__region,
            row.community__name,
        ),
        point=_point(row),
        tags=tags,
        party_min=row.party_min,
        party_max=limit,
        rooms=tuple(rooms),
        seats=tuple(found.seats.get(row.pk, ())),
        # Products and tips wait for whoever comes.
        notice_days=row.notice_days if row.kind in DATED else 0,
        min_nights=row.stay__min_nights or 1,
        max_nights=row.stay__max_nights or FOREVER,
        published_on=timezone.localdate(row.first_published_at or row.created_at),
        translations=tuple(
            (language, text)
            for language, text in (("fr", row.translated_fr), ("en", row.translated_en))
            if text
        ),
    )


def _point(row: _Row) -> Point | None:
    if row.place__latitude is None or row.place__longitude is None:
        return None
    return Point(row.place__latitude, row.place__longitude)


def _all_tags(row: _Row, found: Mapping[Facet, set[str]]) -> dict[Facet, frozenset[str]]:
    areas: Iterable[str] = ()
    if row.place__locality__country is not None:
        areas = area_codes(
            country=row.place__locality__country,
            region=row.place__locality__region or "",
            department_code=row.place__locality__department_code or "",
        )
    # What a host says counts; where none does, the nearest of the public point.
    point, metres = _point(row), row.station_distance
    if metres is None and point:
        metres = next((round(at.metres) for at in nearest_stations(point, most=1)), None)
    stations = {str(km) for km in STATION_KM if metres is not None and metres <= km * 1_000}
    own: dict[Facet, Iterable[str]] = {
        Facet.KIND: {row.kind},
        Facet.COMMUNITY: {row.community__public_id},
        Facet.STATION: stations,
        Facet.AMENITY: row.stay__amenities or (),
        Facet.LANGUAGE: set(row.host__languages),
        Facet.AREA: areas,
        Facet.RIVER: rivers_along(point) if point else set(),
    }
    return {facet: frozenset(values) for facet, values in {**found, **own}.items()}


def _tags_of(pks: list[int]) -> dict[int, dict[Facet, set[str]]]:
    tags: dict[int, dict[Facet, set[str]]] = defaultdict(lambda: defaultdict(set))
    for pk, mode, *taken in Rate.objects.filter(offer__in=pks).values_list("offer", "mode", *MEANS):
        tags[pk][Facet.MODE].add(mode)
        if mode in MONEY:
            tags[pk][Facet.MEANS].update(compress(MEANS, taken))
    # Facet, offer and term of whatever was chosen or measured, in one read.
    offers = Offer.objects.filter(pk__in=pks).order_by()
    surveys = AccessSurvey.objects.filter(offer__in=pks)
    chosen = [
        offers.filter(**{f"{field}__isnull": False}).values_list(
            Value(facet.value), "pk", f"{field}__slug"
        )
        for facet, field in TERMS
    ]
    measured = [
        surveys.filter(met).values_list(Value(Facet.NEED.value), "offer", Value(need.value))
        for need, met in NEED_FILTERS.items()
    ]
    for facet, pk, slug in chosen[0].union(*chosen[1:], *measured, all=True):
        tags[pk][Facet(facet)].add(slug)
    return tags


def _labels(
    row: _Row,
    tags: Mapping[Facet, Iterable[str]],
    names: Mapping[Facet, Mapping[str, str]],
) -> str:
    """What the tags are called in every language of the site, and what else things are called."""
    labels_found = [
        names[facet].get(value, "") for facet in names for value in sorted(tags.get(facet, ()))
    ]
    if row.stay__lodging_kind:
        labels_found.append(_in_every_language(LodgingKind(row.stay__lodging_kind)))
    has = set(row.workspace__equipment or ())
    labels_found += [_in_every_language(one) for one in Equipment if one.value in has]
    labels = " ".join(name for name in labels_found if name)
    # Synonyms are French and English: an Italian "gite" is no place to sleep.
    texts = (row.title, row.words)
    if row.language not in LABELLED:
        texts = (row.translated_fr or "", row.translated_en or "")
    return _joined(labels, also_called(" ".join((labels, *texts))))


def _names() -> dict[Facet, dict[str, str]]:
    """Of kinds and terms, all languages in one string. Three reads."""
    names: dict[Facet, dict[str, str]] = {
        Facet.KIND: {kind.value: _in_every_language(kind) for kind in OfferKind}
    }
    models: tuple[type[Need | Interest | Cause], ...] = (Need, Interest, Cause)
    for (facet, _field), model in zip(TERMS, models, strict=True):
        rows = model.objects.values_list("slug", "name_fr", "name_en")
        names[facet] = {slug: " ".join(labels_found) for slug, *labels_found in rows}
    names[Facet.AMENITY] = {one.value: _in_every_language(one) for one in Amenity}
    names[Facet.NEED] |= {need.value: _in_every_language(need) for need in AccessNeed}
    return names


@cache
def _in_every_language(
    choice: OfferKind | LodgingKind | AccessNeed | Amenity | Equipment,
) -> str:
    labels_found = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            labels_found.append(str(choice.label))
    return " ".join(dict.fromkeys(labels_found))


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)
