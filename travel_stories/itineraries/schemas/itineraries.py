"""Itineraries as programs read them: what everybody reads, and nothing of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from commons.geography.choices import TravelMode
from commons.media.models import renditions_of
from core.values.dates import is_in_season
from hosting.offers.models.offers import Offer
from hosting.offers.schemas import (
    DEFERRED_FIELDS,
    CommunityReference,
    LabelledCode,
    PhotoSchema,
    PlaceSchema,
    absolute_url,
    serialize_photo,
)
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.models.editions import EditionStage, ItineraryEdition
from travel_stories.itineraries.selectors import modes_of
from travel_stories.stories.schemas.linked_data import licence_url

COMMUNE = 5_000  # metres of the circle for a place that is no more than a commune
FORMS = ("gpx", "geojson", "jsonld")


@dataclass(frozen=True, slots=True)
class StageSchema:
    """A step. `offer` or `story` links to what it is about.

    `withdrawn` is true if that has been withdrawn.
    """

    day: int
    kind: LabelledCode
    title: str
    words: str
    offer: str | None
    story: str | None
    url: str
    place: PlaceSchema | None
    onward: LabelledCode | None
    metres: int | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ItinerarySchema:
    """An itinerary by hosts. `files` are its route, if its licence lets others use it."""

    id: str
    url: str
    title: str
    summary: str
    language: str
    composers: list[str]
    community: CommunityReference
    licence: str
    licence_url: str
    days: int
    months: list[int]
    modes: list[LabelledCode]
    themes: list[LabelledCode]
    stages: list[StageSchema]
    cover: PhotoSchema | None
    files: dict[str, str]
    published_at: datetime
    updated_at: datetime


def public_itineraries() -> Any:
    """With everything that is told of them."""
    private_columns = (f"offer__{column}" for column in DEFERRED_FIELDS)
    is_open = Exists(Offer.objects.public().filter(pk=OuterRef("offer")))
    stages = (
        EditionStage.objects.select_related("locality", "offer__place__locality", "story__listing")
        .defer(*private_columns)
        .annotate(is_open=is_open)
        .order_by("day", "rank", "pk")
    )
    rows = ItineraryEdition.objects.public().select_related("itinerary__community", "cover")
    return rows.prefetch_related(
        "themes",
        "itinerary__composers",
        renditions_of("cover"),
        Prefetch("stages", queryset=stages),
    )


def serialize_itineraries(editions: Iterable[ItineraryEdition]) -> list[ItinerarySchema]:
    """In this order. No read."""
    return [_itinerary(edition) for edition in editions]


def _itinerary(edition: ItineraryEdition) -> ItinerarySchema:
    itinerary, stages = edition.itinerary, list(edition.stages.all())
    community, licence = itinerary.community, licence_url(edition.licence)
    season = (edition.season_from, edition.season_until)
    return ItinerarySchema(
        id=itinerary.public_id,
        url=absolute_url(itinerary.get_absolute_url()),
        title=edition.title,
        summary=edition.summary,
        language=edition.language,
        composers=[one.credit for one in itinerary.composers.all() if one.credit],
        community=CommunityReference(
            community.public_id, community.name, absolute_url(community.get_absolute_url())
        ),
        licence=edition.licence,
        licence_url=licence,
        days=edition.days,
        months=[month for month in range(1, 13) if is_in_season(month, *season)],
        modes=[_mode(mode) for mode in modes_of(stages[:-1])],
        themes=[LabelledCode(theme.slug, theme.name) for theme in edition.themes.all()],
        stages=[_stage(stage) for stage in stages],
        cover=serialize_photo(edition.cover.picture) if edition.cover else None,
        files={
            form: absolute_url(
                reverse(f"travel_stories:itinerary-{form}", args=[itinerary.address])
            )
            for form in FORMS
        }
        if licence
        else {},
        published_at=edition.published_at,
        updated_at=edition.updated_at,
    )


def _stage(stage: EditionStage) -> StageSchema:
    offer = stage.offer if getattr(stage, "is_open", False) else None
    listing = getattr(stage.story, "listing", None) if stage.story else None
    shown = offer or listing
    link = offer or (stage.story if listing else None)
    return StageSchema(
        day=stage.day,
        kind=LabelledCode(stage.kind, str(StageKind(stage.kind).label)),
        title=stage.title or (shown.title if shown else ""),
        words=stage.words,
        offer=offer.public_id if offer else None,
        story=stage.story.public_id if stage.story and listing else None,
        url=absolute_url(link.get_absolute_url()) if link else "",
        place=_place(stage, offer),
        onward=_mode(TravelMode(stage.mode)) if stage.mode else None,
        metres=stage.metres,
        withdrawn=stage.kind != StageKind.PLACE and shown is None,
    )


def _place(stage: EditionStage, offer: Offer | None) -> PlaceSchema | None:
    """The circle of an offer that is open, else the commune."""
    where = offer.place if offer else None
    if where is not None:
        commune = where.locality
        circle = (where.latitude, where.longitude, where.radius)
        return PlaceSchema(commune.name, commune.country, *circle)
    if stage.locality is None:
        return None
    commune = stage.locality
    middle = (commune.point.latitude, commune.point.longitude, COMMUNE)
    return PlaceSchema(commune.name, commune.country, *middle)


def _mode(mode: TravelMode) -> LabelledCode:
    return LabelledCode(mode.value, str(mode.label))
