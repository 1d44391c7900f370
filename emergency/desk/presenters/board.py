"""Supply and demand by place of work and week: where homes are short, and where they lie idle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet

from core.values.dates import DateRange
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.places import Hospital
from emergency.desk.presenters.truncated_lists import truncate
from emergency.figures.selectors.statistics import ROOFED
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.selectors.market import (
    blocked_pairs,
    demand_of,
    offers_in_play,
    supplies_of,
    terms_of,
)
from emergency.housing.states.proposals import ProposalState
from emergency.matching.bitset import indices_in
from emergency.matching.choices import Choices
from emergency.matching.nights import is_free, is_open

WEEKS: Final = 6
MOST: Final = 500
WEEK: Final = timedelta(days=7)


@dataclass(slots=True)
class Cell:
    """One place of work in one week."""

    place: str
    week: date
    requests: int = 0
    nights_asked: int = 0
    homes: set[int] = field(default_factory=set)
    placed: int = 0

    @property
    def free(self) -> int:
        """Homes that are free and suit at least one of those who wait here."""
        return len(self.homes)

    @property
    def is_short(self) -> bool:
        return self.free < self.requests


@dataclass(frozen=True, slots=True)
class WeekOfHomes:
    """All homes of the territory in one week."""

    week: date
    fresh: int
    parked: int
    held: int
    lived_in: int


@dataclass(frozen=True, slots=True)
class Board:
    cells: list[Cell]
    weeks: list[WeekOfHomes]
    is_whole: bool
    has_perimeter: bool
    left_out: int

    @property
    def largest(self) -> int:
        """What the longest bar stands for."""
        return max((max(one.requests, one.free, one.placed) for one in self.cells), default=0)


def board_of(
    activation: Activation,
    duty: Duty | None,
    *,
    whole: bool = False,
    work: Hospital | None = None,
) -> Board:
    """The next six weeks, in as many questions for one request as for five hundred."""
    has_perimeter = duty is not None and duty.hospitals.exists()
    whole = whole or not has_perimeter
    requests = _looked_at(activation, None if whole else duty)
    if work is not None:
        requests = requests.filter(hospital=work)
    today = activation.today()
    monday = today - timedelta(days=today.weekday())
    weeks = [DateRange(monday + WEEK * at, monday + WEEK * (at + 1)) for at in range(WEEKS)]
    cells: dict[tuple[str, date], Cell] = {}
    rows = requests.open().exclude(state__in=ROOFED)
    waiting = truncate(
        rows.select_related("submission", "hospital", "activation").order_by("pk"), MOST
    )
    # Each request in each week that it touches, and the homes that it could have there.
    suiting = _Suiting(activation)
    for request in waiting.rows:
        for week in weeks:
            nights = _common(request.dates, week)
            if nights is None:
                continue
            cell = _cell(cells, request, week)
            cell.requests += 1
            cell.nights_asked += len(nights)
            cell.homes |= suiting.homes(request, nights)
    stays = Placement.objects.live().filter(request__in=requests)
    for stay in stays.select_related("request__hospital"):
        for week in weeks:
            if _common(DateRange(stay.check_in, stay.check_out), week) is not None:
                _cell(cells, stay.request, week).placed += 1
    homes = _homes_by_week(activation, weeks)
    shown = [one for one in cells.values() if one.requests or one.placed]
    # The shortest first; where nobody asks, nothing is short.
    shown.sort(key=lambda one: (one.week, not one.requests, one.free - one.requests, one.place))
    return Board(shown, homes, whole, has_perimeter, waiting.left_out)


def places_of_work(activation: Activation, duty: Duty | None) -> QuerySet[Hospital]:
    """Where somebody asks for a roof near by."""
    requests = _looked_at(activation, duty).open()
    return Hospital.objects.filter(pk__in=requests.values("hospital")).order_by("name", "pk")


def _looked_at(activation: Activation, duty: Duty | None) -> HousingRequestQuerySet:
    if duty is not None:
        return HousingRequest.objects.within(duty)
    return HousingRequest.objects.filter(activation=activation)


class _Suiting:
    """Which homes hold to every condition of a request, asked once for all of them."""

    def __init__(self, activation: Activation) -> None:
        self.terms = terms_of(activation)
        offers = offers_in_play(activation)
        self.supplies = supplies_of(activation, offers)
        self.choices = Choices(self.supplies, self.terms)
        self.references = {offer.pk: offer.reference for offer in offers}
        self.apart = blocked_pairs(activation)

    def homes(self, request: HousingRequest, nights: DateRange) -> set[int]:
        if request.hospital is None:
            return set()
        blocked = [self.references.get(offer, "") for offer in self.apart[request.pk]]
        suiting = self.choices.suiting(demand_of(request, blocked=blocked))
        return {home for home in indices_in(suiting) if self._is_there(home, nights)}

    def _is_there(self, home: int, nights: DateRange) -> bool:
        supply = self.supplies[home]
        return is_open(supply, nights, 0) and is_free(supply, nights, supply.gap)


def _homes_by_week(activation: Activation, weeks: list[DateRange]) -> list[WeekOfHomes]:
    homes = list(HousingOffer.objects.in_play(activation))
    asks = Proposal.objects.filter(
        activation=activation, state__in=(ProposalState.ASKED, ProposalState.OFFERED)
    )
    stays = Placement.objects.live().filter(activation=activation)
    held = _offers_by_week(asks.values_list("offer", "check_in", "check_out"), weeks)
    lived_in = _offers_by_week(stays.values_list("offer", "check_in", "check_out"), weeks)
    rows = []
    for week in weeks:
        # A home where somebody lives in that week is counted as lived in only.
        lived = lived_in[week.check_in]
        open_homes = [one for one in homes if one.window.overlaps(week) and one.pk not in lived]
        fresh = sum(one.is_fresh for one in open_homes)
        parked, asked = len(open_homes) - fresh, len(held[week.check_in])
        rows.append(WeekOfHomes(week.check_in, fresh, parked, held=asked, lived_in=len(lived)))
    return rows


def _offers_by_week(
    rows: Iterable[tuple[int, date, date]], weeks: list[DateRange]
) -> defaultdict[date, set[int]]:
    """Primary keys of the homes that each week has."""
    homes: defaultdict[date, set[int]] = defaultdict(set)
    for offer, check_in, check_out in rows:
        for week in weeks:
            if DateRange(check_in, check_out).overlaps(week):
                homes[week.check_in].add(offer)
    return homes


def _cell(cells: dict[tuple[str, date], Cell], request: HousingRequest, week: DateRange) -> Cell:
    place = request.place_of_work
    return cells.setdefault((place, week.check_in), Cell(place, week.check_in))


def _common(nights: DateRange, week: DateRange) -> DateRange | None:
    first, last = max(nights.check_in, week.check_in), min(nights.check_out, week.check_out)
    return DateRange(first, last) if first < last else None
