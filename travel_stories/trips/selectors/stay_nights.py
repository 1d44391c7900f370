"""The nights of a plan: which stay each belongs to, and what is odd about them.

Night n is the one after day n; the last day of a trip has none to fill. Everything below the two
functions that read the plan is a function of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_and_list, format_day
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.stays import Unit
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class PlannedStay:
    """A stay of the plan. `beds` is the most people it takes, if that is known.

    `guests` are the keys of the members it is for, each with the people they stand for; empty means
    everybody who travels. `agreed` is the number of people of its agreement, if there is one, and
    `offer` the key of its offer: what an offer takes counts once a night, each agreement by itself.
    """

    key: int
    title: str
    day: int
    nights: int
    anchor: str = ""
    beds: int | None = None
    guests: tuple[tuple[int, int], ...] = ()
    offer: int | None = None
    agreed: int | None = None

    @property
    def takes(self) -> int | None:
        """The most people who sleep there: those of the agreement, else the beds."""
        return self.beds if self.agreed is None else self.agreed

    @property
    def people(self) -> int:
        return sum(heads for _member, heads in self.guests)


@dataclass(frozen=True, slots=True)
class StayNight:
    """One night of a stay: the second of three, for instance."""

    stay: PlannedStay
    number: int

    @property
    def is_first(self) -> bool:
        return self.number == 1


@dataclass(frozen=True, slots=True)
class UnplannedNights:
    """Nights without a stay, from the one after day `first` to the one after day `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two stays for the same people on the same night, where one of them is enough."""

    day: int
    stays: tuple[PlannedStay, ...]


@dataclass(frozen=True, slots=True)
class TooFewBeds:
    """These stays together take `beds` people on a night for `people`."""

    day: int
    stays: tuple[PlannedStay, ...]
    beds: int
    people: int

    @property
    def is_agreed(self) -> bool:
        """One agreement, for fewer people: more beds don't help, another agreement does."""
        return len(self.stays) == 1 and self.stays[0].agreed is not None


type Hint = UnplannedNights | Overlap | TooFewBeds
type Nights = dict[int, list[StayNight]]


def stays_of(steps: Iterable[Step], beds: Mapping[int, int] | None = None) -> list[PlannedStay]:
    """The stays among steps that are placed on a day, as the calendar file has them.

    A stay that names no nights fills the one after its day; one that was cancelled fills none.
    `beds` by the key of the offer.
    """
    known = beds or {}
    return [
        PlannedStay(
            key=step.pk,
            title=step.title,
            day=step.day or 1,
            nights=step.nights or 1,
            anchor=f"step-{step.public_id}",
            beds=known.get(step.offer_id or 0),
            guests=tuple((member.pk, member.heads) for member in step.people.all()),
            offer=step.offer_id,
            agreed=step.agreed_people,
        )
        for step in steps
        if _is_stay(step)
    ]


def beds_of(steps: Iterable[Step]) -> dict[int, int]:
    """The most people that each offer among these steps takes, by its key; one read at most."""
    offers = {step.offer.pk: step.offer for step in steps if _is_stay(step) and step.offer}
    if not offers:
        return {}
    units = Unit.objects.filter(stay__in=offers).values_list("stay").order_by()
    biggest = dict(units.annotate(most=Max("sleeps")))
    limits = {
        pk: [most for most in (biggest.get(pk), offer.party_max) if most is not None]
        for pk, offer in offers.items()
    }
    return {pk: min(most) for pk, most in limits.items() if most}


def nights_by_day(stays: Iterable[PlannedStay], *, days: int) -> Nights:
    """What stands on each day of the trip; nights after its last day belong to no day."""
    nights: Nights = {}
    for stay in stays:
        for number in range(1, stay.nights + 1):
            day = stay.day + number - 1
            if 1 <= day <= days:
                nights.setdefault(day, []).append(StayNight(stay, number))
    return nights


def hints_for(stays: Sequence[PlannedStay], *, days: int, people: int) -> list[Hint]:
    """In the order of the days. A trip without any stay is one of day trips: nothing is missing."""
    nights = nights_by_day(stays, days=days)
    if not nights:
        return []
    empty = [day for day in range(1, days) if day not in nights]
    starts = [day for day in empty if day - 1 not in empty]
    ends = [day for day in empty if day + 1 not in empty]
    found: list[Hint] = [
        *[UnplannedNights(first, last) for first, last in zip(starts, ends, strict=True)],
        *_crowds(nights, people),
    ]
    return sorted(found, key=_day_of)


def hints_by_day(trip: Trip, steps: Sequence[Step]) -> dict[int, list[str]]:
    """The sentences beside each day, by its number; one read at most."""
    hints: dict[int, list[str]] = {}
    stays = stays_of(steps, beds_of(steps))
    for hint in hints_for(stays, days=trip.days, people=trip.party):
        hints.setdefault(_day_of(hint), []).append(hint_in_words(hint, trip))
    return hints


def night_in_words(night: StayNight) -> str:
    """`Night 2 of 3, Le Jardin`."""
    params = {"number": night.number, "nights": night.stay.nights, "title": night.stay.title}
    return _("Night %(number)s of %(nights)s, %(title)s") % params


def hint_in_words(hint: Hint, trip: Trip) -> str:
    if isinstance(hint, UnplannedNights):
        nights = hint.last - hint.first + 1
        sentence = ngettext(
            "Nowhere to sleep on the night of %(first)s.",
            "Nowhere to sleep for %(nights)s nights, from the night of "
            "%(first)s to the night of %(last)s.",
            nights,
        )
        first, last = (_day_name(trip, day) for day in (hint.first, hint.last))
        return sentence % {"nights": nights, "first": first, "last": last}
    names = format_and_list(stay.title for stay in hint.stays)
    if isinstance(hint, Overlap):
        return _("More than one stay for the same night: %(names)s.") % {"names": names}
    if hint.is_agreed:
        sentence = ngettext(
            "The agreement is for %(beds)s person (%(names)s), but there are %(people)s of you.",
            "The agreement is for %(beds)s people (%(names)s), but there are %(people)s of you.",
            hint.beds,
        )
        return sentence % {"beds": hint.beds, "names": names, "people": hint.people}
    sentence = ngettext(
        "Not enough beds: there’s room for %(beds)s person (%(names)s), "
        "but there are %(people)s of you.",
        "Not enough beds: there’s room for %(beds)s people (%(names)s), "
        "but there are %(people)s of you.",
        hint.beds,
    )
    return sentence % {"beds": hint.beds, "names": names, "people": hint.people}


def _is_stay(step: Step) -> bool:
    if step.day is None or step.kind != StepKind.OFFER or step.is_cancelled:
        return False
    return bool(step.nights) if step.offer is None else step.offer.kind == OfferKind.STAY


def _crowds(nights: Nights, people: int) -> Iterable[Overlap | TooFewBeds]:
    """Said once, on the first of the nights that have the same stays."""
    by_day = [(day, tuple(night.stay for night in nights[day])) for day in sorted(nights)]
    before: list[tuple[int, tuple[PlannedStay, ...]]] = [(0, ())]
    for (_day, earlier), (day, stays) in pairwise([*before, *by_day]):
        if stays == earlier:
            continue
        # Stays that only together have beds enough for everybody are none.
        is_overlap = any(_is_twice(one, other, people) for one, other in combinations(stays, 2))
        if is_overlap:
            yield Overlap(day, stays)
        yield from _too_few(day, stays, people)


def _is_twice(one: PlannedStay, other: PlannedStay, people: int) -> bool:
    """Somebody is named in both, or one that is for everybody is enough.

    The same offer twice for everybody is one too many, unless both were agreed on: two rooms.
    """
    named = {key for key, _heads in one.guests} & {key for key, _heads in other.guests}
    for_all = [stay for stay in (one, other) if not stay.guests]
    if len(for_all) == 2 and one.offer is not None and one.offer == other.offer:
        return one.agreed is None or other.agreed is None or max(one.agreed, other.agreed) >= people
    return bool(named) or any(stay.takes is None or stay.takes >= people for stay in for_all)


def _too_few(day: int, stays: tuple[PlannedStay, ...], people: int) -> Iterable[TooFewBeds]:
    """Each stay for those who are named, and all of them for everybody where one isn't."""
    if any(not stay.guests for stay in stays):
        beds = _beds_together(stays)
        if beds is not None and beds < people:
            yield TooFewBeds(day, stays, beds, people)
        return
    for stay in stays:
        if stay.takes is not None and stay.takes < stay.people:
            yield TooFewBeds(day, (stay,), stay.takes, stay.people)


def _beds_together(stays: Iterable[PlannedStay]) -> int | None:
    """Agreements add up; what is only planned at an offer counts once. None if one is unknown."""
    agreed: dict[object, int] = {}
    planned: dict[object, int] = {}
    for stay in stays:
        if stay.takes is None:
            return None
        offer = ("step", stay) if stay.offer is None else stay.offer
        if stay.agreed is not None:
            agreed[offer] = agreed.get(offer, 0) + stay.agreed
        else:
            planned[offer] = max(planned.get(offer, 0), stay.takes)
    offers = agreed.keys() | planned.keys()
    return sum(max(agreed.get(offer, 0), planned.get(offer, 0)) for offer in offers)


def _day_of(hint: Hint) -> int:
    return hint.first if isinstance(hint, UnplannedNights) else hint.day


def _day_name(trip: Trip, day: int) -> str:
    on = trip.date_of(day)
    return format_day(on) if on else _("day %(number)s") % {"number": day}
