"""Why this home, and why none: said in the terms that are published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.values.dates import DateRange
from emergency.matching.bitset import indices_in
from emergency.matching.commutes import NEVER, STEP
from emergency.matching.constraints import CONSTRAINTS, HardConstraint
from emergency.matching.market import Demand, Household, Terms
from emergency.matching.nights import Calendar
from emergency.matching.plans import Plan, Setting, Stay
from emergency.matching.results import Alternative, Draft, Relaxation, Unmatched

ALTERNATIVES: Final = 2
FURTHER: Final = 90  # minutes: nobody is asked to travel longer than that
SHORTER: Final = 7  # nights: a stay that is cut by more doesn't help
CONSTRAINT_ORDER: Final = (
    *(one.name for one in CONSTRAINTS),
    HardConstraint.TRAVEL,
    HardConstraint.NIGHTS,
)


def drafts_of(plan: Plan) -> tuple[Draft, ...]:
    """In order of the requests, parts of one stay in order of nights."""
    setting, beginning = plan.setting, Plan(plan.setting)
    drafts: list[Draft] = []
    for who in sorted(plan.stays):
        demand, stays = setting.demands[who], plan.stays[who]
        homes = indices_in(beginning.options(who))
        ranked = sorted(zip(setting.costs.of(demand, homes), homes, strict=True))
        drafts += [
            _draft(setting, demand, stay, ranked, part=part, parts=len(stays))
            for part, stay in enumerate(stays, start=1)
        ]
    return tuple(drafts)


def _draft(
    setting: Setting,
    demand: Demand,
    stay: Stay,
    ranked: list[tuple[int, int]],
    *,
    part: int,
    parts: int,
) -> Draft:
    order = [home for _, home in ranked]
    others = [home for home in order[: ALTERNATIVES + 1] if home != stay.home]
    return Draft(
        demand=demand.reference,
        supply=setting.supplies[stay.home].reference,
        nights=stay.nights,
        cost=setting.costs.terms(demand, stay.home, moves=min(part - 1, 1)),
        minutes=setting.choices.minutes(demand)[stay.home],
        kilometres=_kilometres(setting, demand, stay.home),
        rank=order.index(stay.home) + 1 if stay.home in order else 0,
        fitting=len(order),
        alternatives=tuple(
            Alternative(
                setting.supplies[home].reference,
                setting.costs.terms(demand, home),
                setting.choices.minutes(demand)[home],
            )
            for home in others[:ALTERNATIVES]
        ),
        part=part,
        parts=parts,
    )


def unmatched_of(plan: Plan) -> tuple[Unmatched, ...]:
    """In order of the requests."""
    if not plan.waiting:
        return ()
    beginning = Plan(plan.setting)
    lent = Calendar(
        plan.setting.supplies,
        plan.setting.market.terms,
        plan.setting.horizon,
        without=lambda _supply: (),
    )
    unmatched = []
    for who in plan.waiting:
        demand = plan.setting.demands[who]
        fitting = beginning.options(who).bit_count()
        blocking = HardConstraint.TAKEN if fitting else _blocking(plan, lent, demand)
        relaxations = () if demand.by_hand else _relaxations(plan, demand)
        unmatched.append(Unmatched(demand.reference, blocking, fitting, relaxations))
    return tuple(unmatched)


def _blocking(plan: Plan, lent: Calendar, demand: Demand) -> HardConstraint:
    """The constraint that alone keeps most homes away; else the first that leaves none."""
    choices = plan.setting.choices
    open_then = lent.fitting(demand.nights)
    alone = {name: choices.suiting(demand, without=name) for name in CONSTRAINT_ORDER}
    left = {
        name: (homes if name == HardConstraint.NIGHTS else homes & open_then).bit_count()
        for name, homes in alone.items()
    }
    if demand.by_hand:
        return HardConstraint.BY_HAND
    if choices.suiting(demand) & open_then:
        return HardConstraint.TAKEN
    best = max(CONSTRAINT_ORDER, key=lambda name: (left[name], -CONSTRAINT_ORDER.index(name)))
    return best if left[best] else _first_to_empty(plan, open_then, demand)


def _first_to_empty(plan: Plan, open_then: int, demand: Demand) -> HardConstraint:
    """Homes are taken away constraint by constraint, in the published order."""
    choices = plan.setting.choices
    homes = (1 << len(plan.setting.supplies)) - 1
    for constraint in CONSTRAINTS:
        homes &= choices.holding(constraint, demand)
        if not homes:
            return constraint.name
    homes &= choices.within(demand, demand.longest_minutes)
    return HardConstraint.TRAVEL if not homes or homes & open_then else HardConstraint.NIGHTS


def _relaxations(plan: Plan, demand: Demand) -> tuple[Relaxation, ...]:
    """One wish at a time, against the nights that are left when everybody else has been served.

    What somebody can't do without (no steps, no allergens, a bed each) is never up for talk.
    """
    choices = plan.setting.choices
    free = plan.available & plan.calendar.fitting(demand.nights)
    found = [_closer(plan.setting, demand, free), _shorter(plan, demand)]
    for name, eased in _eased(demand, plan.setting.market.terms):
        homes = choices.suiting(eased) & free
        found.append(Relaxation(name, None, None, homes.bit_count()))
    return tuple(one for one in found if one and one.homes)


def _eased(demand: Demand, terms: Terms) -> list[tuple[HardConstraint, Demand]]:
    """The same request without one of its wishes."""
    anybody = frozenset(Household)
    eased = []
    if demand.whole_place and not terms.whole_places_only:
        eased.append(
            (HardConstraint.WHOLE_PLACE, replace(demand, whole_place=False, household=anybody))
        )
    if not demand.whole_place and demand.household != anybody:
        eased.append((HardConstraint.HOUSEHOLD, replace(demand, household=anybody)))
    if demand.pets:
        eased.append((HardConstraint.PETS, replace(demand, pets=False)))
    if demand.smokes:
        eased.append((HardConstraint.SMOKING, replace(demand, smokes=False)))
    return eased


def _closer(setting: Setting, demand: Demand, free: int) -> Relaxation | None:
    """The least travel that would reach a home, rounded up to five minutes."""
    homes = indices_in(setting.choices.suiting(demand, without=HardConstraint.TRAVEL) & free)
    minutes = setting.choices.minutes(demand)
    nearest = min((minutes[home] for home in homes), default=NEVER)
    limit = -(-nearest // 5) * 5
    if not demand.longest_minutes < limit <= FURTHER:
        return None
    within = [home for home in homes if minutes[home] <= limit]
    kilometres = min(_kilometres(setting, demand, home) for home in within)
    return Relaxation(HardConstraint.TRAVEL, demand.longest_minutes, limit, len(within), kilometres)


def _shorter(plan: Plan, demand: Demand) -> Relaxation | None:
    """Leaving some nights earlier."""
    first, wanted = demand.nights.check_in, len(demand.nights)
    for nights in range(wanted - 1, max(wanted - SHORTER, 1) - 1, -1):
        cut = DateRange(first, first + timedelta(days=nights))
        suiting = plan.setting.choices.suiting(replace(demand, nights=cut)) & plan.available
        if homes := suiting & plan.calendar.fitting(cut):
            return Relaxation(HardConstraint.NIGHTS, wanted, nights, homes.bit_count())
    return None


def _kilometres(setting: Setting, demand: Demand, home: int) -> float:
    return setting.choices.around(demand.work).steps[home] * STEP / 1000
