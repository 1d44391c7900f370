"""Where everybody in a trip stands with everybody else, and what the money went for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.selectors.settlements import settle
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.trips import Trip

A_PAGE = 50
HIGHEST, WIDE = 60, 12  # of a column, in units of the drawing
MOST_COLUMNS = 62  # more can't be told apart on a phone


@dataclass(frozen=True, slots=True)
class Balance:
    """One seat: what it laid out, what it had of it, and the difference; all in minor units."""

    member: TripMember
    paid: int
    had: int
    cents: int  # above nothing: gets back

    @property
    def owes(self) -> int:
        return max(-self.cents, 0)

    @property
    def gets(self) -> int:
        return max(self.cents, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """A transfer that would help to settle up."""

    payer: TripMember
    receiver: TripMember
    cents: int


@dataclass(frozen=True, slots=True)
class KindShare:
    """One line of a plot: `share` is in hundredths of the longest."""

    label: str
    cents: int
    share: int


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A day of the plot, in units of the drawing; days without an expense leave their gap."""

    date: date
    cents: int
    start: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """`number` is that of the last change: a transfer that was made is noted on this state only."""

    trip: Trip
    balances: list[Balance]
    dues: list[Due]
    is_fewest: bool
    total: int
    count: int
    by_kind: list[KindShare]
    by_day: list[DayColumn]
    number: int

    @property
    def left_of_budget(self) -> int | None:
        return None if self.trip.budget is None else self.trip.budget - self.total

    @property
    def plot_width(self) -> int:
        return self.by_day[-1].start + WIDE - 2 if self.by_day else 0

    @property
    def each(self) -> int:
        """What a person of the party has cost so far."""
        return round(self.total / self.trip.party) if self.trip.party else 0

    def of(self, member: TripMember) -> Balance | None:
        return next((one for one in self.balances if one.member.pk == member.pk), None)


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """A bill as the page shows it."""

    expense: Expense
    payer: TripMember
    people: list[TripMember]


@dataclass(frozen=True, slots=True)
class SpentDay:
    """The bills of one day on this page."""

    date: date
    rows: list[ExpenseRow]


def accounts_of(trip: Trip) -> Accounts:
    """Two queries and one pass, however many expenses there are."""
    seats = {seat.pk: seat for seat in trip.members.all()}
    # A bill that was taken out counts for the number of the last change only.
    sums = _Sums()
    expenses = trip.expenses.values_list(
        "payer_id", "owed", "cents", "kind", "spent_on", "version", "removed_at"
    )
    for payer, owed, cents, kind, day, version, removed_at in expenses:
        sums.number = max(sums.number, version)
        if removed_at is not None:
            continue
        sums.add(payer, owed, cents)
        if kind != ExpenseKind.REPAYMENT:
            sums.kinds[kind] += cents
            sums.days[day] += cents
    balances = [sums.balance_of(seat) for seat in seats.values() if sums.knows(seat)]
    settlement = settle({one.member.pk: one.cents for one in balances})
    kinds = sums.kinds.most_common()
    longest = max((cents for _kind, cents in kinds), default=0)
    return Accounts(
        trip=trip,
        balances=balances,
        dues=[
            Due(seats[one.payer], seats[one.receiver], one.cents) for one in settlement.transfers
        ],
        is_fewest=settlement.is_fewest,
        total=sums.kinds.total(),
        count=sums.count,
        by_kind=[
            KindShare(str(ExpenseKind(kind).label), cents, round(100 * cents / longest))
            for kind, cents in kinds
        ],
        by_day=_columns(sums.days),
        number=sums.number,
    )


@dataclass(slots=True)
class _Sums:
    """Bills added up: by the key of a seat, by kind, by day."""

    paid: Counter[int] = field(default_factory=Counter)
    had: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    count: int = 0
    number: int = 0

    def add(self, payer: int, owed: Mapping[str, int], cents: int) -> None:
        self.count += 1
        self.paid[payer] += cents
        for seat, part in owed.items():
            self.had[int(seat)] += part

    def knows(self, seat: TripMember) -> bool:
        return seat.is_active or seat.pk in self.paid or seat.pk in self.had

    def balance_of(self, seat: TripMember) -> Balance:
        paid, had = self.paid[seat.pk], self.had[seat.pk]
        return Balance(seat, paid, had, paid - had)


def name_of(seat: TripMember) -> str:
    """Whoever left keeps a name and a balance."""
    return seat.name if seat.is_active else _("%(name)s (has left)") % {"name": seat.name}


def page_of(accounts: Accounts, number: str | None) -> Page[Expense]:
    """Some of the expenses, the newest first; the count is known already."""
    pages = Paginator(accounts.trip.expenses.present().newest_first(), A_PAGE)
    pages.count = accounts.count
    return pages.get_page(number)


def days_on(page: Iterable[Expense], accounts: Accounts) -> list[SpentDay]:
    """Grouped by day, with the people by name."""
    seats = {one.member.pk: one.member for one in accounts.balances}
    rows = [
        ExpenseRow(
            one, seats[one.payer_id], [seats[int(seat)] for seat in sorted(one.shares, key=int)]
        )
        for one in page
    ]
    return [
        SpentDay(day, list(group))
        for day, group in groupby(rows, key=lambda row: row.expense.spent_on)
    ]


def _columns(days: Mapping[date, int]) -> list[DayColumn]:
    """Nothing to look at where all was paid on one day, or over half a year."""
    first, last = min(days, default=date.min), max(days, default=date.min)
    if not 0 < (last - first).days < MOST_COLUMNS:
        return []
    highest = max(days.values())
    columns = []
    for day, cents in sorted(days.items()):
        height = max(1, round(HIGHEST * cents / highest))
        start = (day - first).days * WIDE
        columns.append(DayColumn(day, cents, start, HIGHEST - height, height))
    return columns
