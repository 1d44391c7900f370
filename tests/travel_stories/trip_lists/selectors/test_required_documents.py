"""Papers, adults and subsidies, by the kind of trip."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.geography import LocalityFactory
from tests.factories.travel_stories import (
    ChecklistFactory,
    ExpenseFactory,
    ItemFactory,
    SeatFactory,
    TripFactory,
)
from travel_stories.trip_expenses.choices import ExpenseKind
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.choices.required_documents import (
    ASK_COUNCIL,
    ASK_SCHOOL,
    PAPER_RULES,
    RATIOS,
    Level,
)
from travel_stories.trip_lists.selectors.required_documents import (
    council_budget_of,
    required_documents_of,
    rules_for,
    supervision_of,
)
from travel_stories.trips.choices import TripKind

pytestmark = pytest.mark.django_db


def a_class(**facts):
    said = {"kind": TripKind.CLASS, "adults": 3, "children": 24, "age_from": 8, "age_until": 9}
    return TripFactory.build(**(said | facts))


@pytest.mark.parametrize(
    ("ages", "days", "children", "needed"),
    [
        ((4, 5), 1, 16, 2),
        ((4, 5), 3, 17, 3),
        ((5, 7), 1, 24, 3),
        ((6, 10), 1, 30, 2),
        ((6, 10), 1, 31, 3),
        ((6, 10), 3, 24, 2),
        ((6, 10), 3, 25, 3),
        ((6, 10), 3, 48, 4),
        ((12, 14), 3, 48, None),
        ((None, None), 3, 24, None),
        ((None, 9), 3, 25, 3),
    ],
)
def test_guard_of_counts_adults_as_the_circular_does(ages, days, children, needed):
    trip = a_class(age_from=ages[0], age_until=ages[1], days=days, children=children)

    assert supervision_of(trip).needed == needed


def test_guard_of_says_when_adults_are_missing():
    assert supervision_of(a_class(adults=2, children=25)).is_short
    assert not supervision_of(a_class(adults=3, children=25)).is_short
    assert not supervision_of(a_class(adults=0, age_from=15, age_until=17)).is_short


@given(st.sampled_from(list(RATIOS)), st.integers(0, 200))
def test_more_pupils_never_need_fewer_adults(level, children):
    ratio = RATIOS[level]

    assert ratio.needed(children) <= ratio.needed(children + 1) <= ratio.needed(children) + 1


def codes(trip):
    return {rule.code for rule in rules_for(trip)}


def test_rules_for_go_by_level_nights_and_border():
    abroad = LocalityFactory.build(country="IT")

    at_home, away = codes(a_class(days=3)), codes(a_class(days=3, locality=abroad))
    a_day, upper = codes(a_class(days=1)), codes(a_class(days=3, age_from=13, age_until=14))

    assert away - at_home == {"request_abroad", "leaving"}
    assert at_home - away == {"request_home"}
    assert a_day == {"head", "parents", "insurance"}
    assert upper - at_home == {"board"}
    assert codes(TripFactory.build(kind=TripKind.FRIENDS)) == set()
    assert "registrations" in codes(TripFactory.build(kind=TripKind.WORKS_COUNCIL))


def test_every_rule_has_its_source_and_its_own_code():
    assert len({rule.code for rule in PAPER_RULES}) == len(PAPER_RULES)
    assert all(
        rule.source.url.startswith("https://") or rule.source in (ASK_SCHOOL, ASK_COUNCIL)
        for rule in PAPER_RULES
    )
    assert all(len(str(rule.title)) <= 120 for rule in PAPER_RULES)
    assert {level for level, _nights in RATIOS} == set(Level) - {Level.SECONDARY}


def test_file_of_puts_what_is_due_first_first_and_knows_what_is_missing():
    trip = a_class(days=3)
    trip.save()
    papers = ChecklistFactory(trip=trip, kind=ChecklistKind.PAPERS)
    ItemFactory(checklist=papers, title="Someday")
    ItemFactory(checklist=papers, title="Parents", rule="parents", days_before=31, count=24, got=24)
    ItemFactory(checklist=papers, title="Project", rule="project", due_on=date(2020, 1, 1))

    file = required_documents_of(trip)

    told = [(paper.item.title, paper.is_here, paper.is_late) for paper in file.papers]
    assert told == [("Project", False, True), ("Parents", True, False), ("Someday", False, False)]
    assert file.papers[1].due == date(2027, 4, 2)
    assert {one.rule.code for one in file.missing} == codes(trip) - {"parents", "project"}
    assert file.here == 1


def test_council_of_counts_heads_cost_subsidy_and_the_rest():
    trip = TripFactory.build(kind=TripKind.WORKS_COUNCIL, adults=30, budget=300_001, subsidy=4000)

    council = council_budget_of(trip)

    assert (council.heads, council.cost, council.given) == (30, 10_001, 120_000)
    assert council.own_part == 6001
    trip.subsidy = 99_999
    assert council_budget_of(trip).own_part == 0


def test_council_of_goes_by_what_was_spent_where_there_is_no_budget():
    seat = SeatFactory(trip=TripFactory(kind=TripKind.WORKS_COUNCIL, adults=4))
    before = council_budget_of(seat.trip).cost
    ExpenseFactory(payer=seat, amount=1000)
    ExpenseFactory(payer=seat, amount=5000, kind=ExpenseKind.REPAYMENT)

    assert (before, council_budget_of(seat.trip).cost) == (None, 250)
