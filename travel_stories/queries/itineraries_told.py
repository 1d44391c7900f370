"""Itineraries as programs read them: what everybody reads, and nothing of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from commons.geography.enums import TravelMode
from commons.media.models import renditions_of
from core.dates import is_in_season
from hosting.models import Offer
from hosting.queries.told import (
    NEVER_READ,
    CommunityNamed,
    PhotoTold,
    PlaceTold,
    WordTold,
    absolute,
    photo_told,
)
from travel_stories.enums import StageKind
from travel_stories.models import EditionStage, ItineraryEdition
from travel_stories.queries.itinerary_tellings import modes_of
from travel_stories.queries.story_data import licence_url

COMMUNE = 5_000  # metres of the circle for a place that is no more than a commune
FORMS = ("gpx", "geojson", "jsonld")


@dataclass(frozen=True, slots=True)
class StageTold:
    """A step. `offer` or `story` leads to what stands there; `withdrawn`: it was taken back."""

    day: int
    kind: WordTold
    title: str
    words: str
    offer: str | None
    story: str | None
    url: str
    place: PlaceTold | None
    onward: WordTold | None
    metres: int | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ItineraryTold:
    """Composed by hosts. `files` are its road, where its licence lets others use it."""

    id: str
    url: str
    title: str
    summary: str
    language: str
    composers: list[str]
    community: CommunityNamed
    licence: str
    licence_url: str
    days: int
    months: list[int]
    modes: list[WordTold]
    themes: list[WordTold]
    stages: list[StageTold]
    cover: PhotoTold | None
    files: dict[str, str]
    published_at: datetime
    updated_at: datetime


def public_itineraries() -> Any:
    """With everything that is told of them."""
    doors = (f"offer__{column}" for column in NEVER_READ)
    is_open = Exists(Offer.objects.public().filter(pk=OuterRef("offer")))
    stages = (
        EditionStage.objects.select_related("locality", "offer__place__locality", "story__shelf")
        .defer(*doors)
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


def itineraries_told(editions: Iterable[ItineraryEdition]) -> list[ItineraryTold]:
    """In this order. No read."""
    return [_itinerary(edition) for edition in editions]


def _itinerary(edition: ItineraryEdition) -> ItineraryTold:
    itinerary, stages = edition.itinerary, list(edition.stages.all())
    community, licence = itinerary.community, licence_url(edition.licence)
    return ItineraryTold(
        id=itinerary.public_id,
        url=absolute(itinerary.get_absolute_url()),
        title=edition.title,
        summary=edition.summary,
        language=edition.language,
        composers=[one.credit for one in itinerary.composers.all() if one.credit],
        community=CommunityNamed(
            community.public_id, community.name, absolute(community.get_absolute_url())
        ),
        licence=edition.licence,
        licence_url=licence,
        days=edition.days,
        months=_months(edition),
        modes=[_mode(mode) for mode in modes_of(stages[:-1])],
        themes=[WordTold(theme.slug, theme.name) for theme in edition.themes.all()],
        stages=[_stage(stage) for stage in stages],
        cover=photo_told(edition.cover.picture) if edition.cover else None,
        files=_files(itinerary.address) if licence else {},
        published_at=edition.published_at,
        updated_at=edition.updated_at,
    )


def _stage(stage: EditionStage) -> StageTold:
    offer = stage.offer if getattr(stage, "is_open", False) else None
    shelf = getattr(stage.story, "shelf", None) if stage.story else None
    shown = offer or shelf
    link = offer or (stage.story if shelf else None)
    return StageTold(
        day=stage.day,
        kind=WordTold(stage.kind, str(StageKind(stage.kind).label)),
        title=stage.title or (shown.title if shown else ""),
        words=stage.words,
        offer=offer.public_id if offer else None,
        story=stage.story.public_id if stage.story and shelf else None,
        url=absolute(link.get_absolute_url()) if link else "",
        place=_place(stage, offer),
        onward=_mode(TravelMode(stage.mode)) if stage.mode else None,
        metres=stage.metres,
        withdrawn=stage.kind != StageKind.PLACE and shown is None,
    )


def _place(stage: EditionStage, offer: Offer | None) -> PlaceTold | None:
    """The circle of an offer that is open, else the commune."""
    where = offer.place if offer else None
    if where is not None:
        commune = where.locality
        circle = (where.latitude, where.longitude, where.radius)
        return PlaceTold(commune.name, commune.country, *circle)
    if stage.locality is None:
        return None
    commune = stage.locality
    middle = (commune.point.latitude, commune.point.longitude, COMMUNE)
    return PlaceTold(commune.name, commune.country, *middle)


def _months(edition: ItineraryEdition) -> list[int]:
    season = (edition.season_from, edition.season_until)
    return [month for month in range(1, 13) if is_in_season(month, *season)]


def _mode(mode: TravelMode) -> WordTold:
    return WordTold(mode.value, str(mode.label))


def _files(address: str) -> dict[str, str]:
    return {
        form: absolute(reverse("travel_stories:itinerary-file", args=[address, form]))
        for form in FORMS
    }
