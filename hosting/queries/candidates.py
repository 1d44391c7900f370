"""Every public offer as far as a list has to know it, and what it lacks for somebody's wishes.

Three reads, however many offers there are. Distances are measured from the public point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import compress
from typing import NamedTuple

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from core.dates import DateRange, is_in_season
from core.geo import Point
from hosting.enums import ExchangeMode, Facet, Means, OfferKind
from hosting.models import AccessSurvey, Activity, Offer, Rate, Stay
from hosting.models.offers import OfferQuerySet
from hosting.queries.facts import biggest_unit
from hosting.queries.filters import STATION_KM, OfferFilter
from hosting.queries.measured import MEASURED

PLACE, DATES, PEOPLE = "place", "dates", "people"
MEANS = tuple(Means.values)
MONEY = frozenset(mode.value for mode in ExchangeMode if mode.asks_money)
FURTHER_KM = 5  # how far past the wished radius we still look, to say what is just outside

type Tags = Mapping[Facet, frozenset[str]]


class _Row(NamedTuple):
    """The columns of one offer: each field is named by its look-up."""

    pk: int
    public_id: str
    kind: str
    title: str
    community__public_id: str
    community__name: str
    place__latitude: float | None
    place__longitude: float | None
    place__radius: int | None
    party_min: int
    party_max: int | None
    sleeps: int | None
    season_from: int
    season_until: int
    notice_days: int
    stay__min_nights: int | None
    stay__max_nights: int | None
    activity__is_on_request: bool | None
    station_distance: int | None
    first_published_at: datetime | None
    is_free: bool

    @property
    def point(self) -> Point | None:
        if self.place__latitude is None or self.place__longitude is None:
            return None
        return Point(self.place__latitude, self.place__longitude)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer that might be shown. `lacks` names the wishes it doesn't meet."""

    pk: int
    public_id: str
    kind: str
    title: str
    community_name: str
    point: Point | None
    radius: int
    published_at: datetime | None
    metres: float | None
    tags: Tags
    lacks: frozenset[str]

    @property
    def public_point(self) -> Point:
        """Where its circle stands. Only asked of what has a place."""
        if self.point is None:
            raise ValueError("This offer has no place.")
        return self.point


def candidates_for(wanted: OfferFilter) -> list[Candidate]:
    """All of them inside the wished radius and a little further, fitting or not."""
    offers = _within_reach(wanted)
    rows = [_Row(*row) for row in _with_facts(offers, wanted).values_list(*_Row._fields)]
    tags = _tags_of(offers)
    known = [_candidate(row, tags[row.pk], wanted) for row in rows]
    if wanted.near is None:
        return known
    farthest = (wanted.near.km + FURTHER_KM) * 1_000
    return [one for one in known if one.metres is not None and one.metres <= farthest]


def _within_reach(wanted: OfferFilter) -> OfferQuerySet:
    offers = Offer.objects.public()
    if wanted.near is None:
        return offers
    box = wanted.near.box(further=FURTHER_KM)
    return offers.filter(
        place__latitude__range=(box.south, box.north), place__longitude__range=(box.west, box.east)
    )


def _with_facts(offers: OfferQuerySet, wanted: OfferFilter) -> OfferQuerySet:
    """The biggest unit, and whether nights or seats are free in the wished dates."""
    free = Q(pk__isnull=False)
    if wanted.dates is not None:
        party = wanted.party or 1
        stays = Stay.objects.free_during(wanted.dates, party=party).values("pk")
        activities = Activity.objects.taking_place_during(wanted.dates, party=party).values("pk")
        undated = Q(kind__in=(OfferKind.PRODUCT, OfferKind.TIP))
        free = undated | Q(pk__in=stays) | Q(pk__in=activities)
    facts: OfferQuerySet = offers.annotate(
        sleeps=biggest_unit(),
        is_free=Case(When(free, then=True), default=False),
    )
    return facts


def _tags_of(offers: OfferQuerySet) -> dict[int, dict[Facet, set[str]]]:
    tags: dict[int, dict[Facet, set[str]]] = defaultdict(lambda: defaultdict(set))
    inside = offers.values("pk")
    rates = Rate.objects.filter(offer__in=inside).values_list("offer", "mode", *MEANS)
    for pk, mode, *taken in rates:
        tags[pk][Facet.MODE].add(mode)
        if mode in MONEY:
            tags[pk][Facet.MEANS].update(compress(MEANS, taken))
    for facet, pk, slug in _links(offers):
        tags[pk][Facet(facet)].add(slug)
    return tags


def _links(offers: OfferQuerySet) -> Iterable[tuple[str, int, str]]:
    """Facet, offer and term of every need and interest, measured or said, in one read."""
    needs = offers.filter(needs__isnull=False).order_by()
    interests = offers.filter(interests__isnull=False).order_by()
    surveys = AccessSurvey.objects.filter(offer__in=offers.values("pk"))
    need, interest = Value(Facet.NEED.value), Value(Facet.INTEREST.value)
    return needs.values_list(need, "pk", "needs__slug").union(
        interests.values_list(interest, "pk", "interests__slug"),
        *(
            surveys.filter(met).values_list(need, "offer", Value(measured.value))
            for measured, met in MEASURED.items()
        ),
        all=True,
    )


def _candidate(row: _Row, found: Mapping[Facet, Iterable[str]], wanted: OfferFilter) -> Candidate:
    tags = {facet: frozenset(values) for facet, values in found.items()}
    tags[Facet.KIND] = frozenset({row.kind})
    tags[Facet.COMMUNITY] = frozenset({row.community__public_id})
    tags[Facet.STATION] = _stations(row.station_distance)
    metres = row.point.distance_to(wanted.near.point) if row.point and wanted.near else None
    return Candidate(
        pk=row.pk,
        public_id=row.public_id,
        kind=row.kind,
        title=row.title,
        community_name=row.community__name,
        point=row.point,
        radius=row.place__radius or 0,
        published_at=row.first_published_at,
        metres=metres,
        tags=tags,
        lacks=frozenset(_lacking(row, tags, metres, wanted)),
    )


def _stations(metres: int | None) -> frozenset[str]:
    if metres is None:
        return frozenset()
    return frozenset(str(km) for km in STATION_KM if metres <= km * 1_000)


def _lacking(row: _Row, tags: Tags, metres: float | None, wanted: OfferFilter) -> Iterable[str]:
    if wanted.near and (metres is None or metres > wanted.near.km * 1_000):
        yield PLACE
    if wanted.dates and not (row.is_free and _fits_dates(row, wanted.dates)):
        yield DATES
    if wanted.party and not _fits_party(row, wanted.party):
        yield PEOPLE
    for facet, chosen in wanted.chosen.items():
        values = tags.get(facet, frozenset())
        met = chosen <= values if facet.holds_all else not chosen or chosen & values
        if not met:
            yield facet


def _fits_party(row: _Row, party: int) -> bool:
    most = row.party_max or settings.HOSTING_PARTY_LIMIT
    if row.kind == OfferKind.STAY:
        most = min(most, row.sleeps or 0)
    return row.party_min <= party <= most


def _fits_dates(row: _Row, dates: DateRange) -> bool:
    """The same limits that a request would meet: season, notice, length."""
    if row.kind == OfferKind.ACTIVITY and not row.activity__is_on_request:
        return True
    months = {night.month for night in dates.nights}
    if not all(is_in_season(month, row.season_from, row.season_until) for month in months):
        return False
    if row.kind in {OfferKind.PRODUCT, OfferKind.TIP}:
        return True
    first = timezone.localdate() + timedelta(days=row.notice_days)
    longest = row.stay__max_nights or len(dates)
    return dates.check_in >= first and (row.stay__min_nights or 1) <= len(dates) <= longest
