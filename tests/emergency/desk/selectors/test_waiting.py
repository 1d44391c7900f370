"""How much waits behind each tab of a desk: what its page lists, in one query."""

from uuid import uuid4

import pytest
from django.utils import timezone

from emergency.desk.presenters.calls import call_board
from emergency.desk.presenters.desk import desk_of
from emergency.desk.selectors.waiting import count_waiting
from emergency.housing.actions.calls import record_host_call
from emergency.housing.actions.messages import write_message
from emergency.housing.choices import CallOutcome
from emergency.housing.models.offers import HousingAddress
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    looking,
    offered,
    placed,
    reader_of,
    reported_incident,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


def counted(duty):
    return count_waiting(duty.activation, duty.person, duty)


def test_a_quiet_desk_counts_nothing(activation):
    duty = DutyFactory(activation=activation, sees_safety=True)

    assert counted(duty) == {"queue": 0, "homes": 0, "matching": 0, "calls": 0, "safety": 0}


def test_each_tab_counts_what_its_page_lists(activation):
    duty = DutyFactory(activation=activation)
    HousingRequestFactory(activation=activation)
    looking(activation=activation)
    for state in ("submitted", "checking", "parked", "parked"):
        HousingOfferFactory(activation=activation, state=state)
    ask = offered(activation=activation)
    write_message(
        proposal=ask, body="My number: 06 12 34 56 78", key=uuid4(), by=host_of(ask.offer)
    )
    stay = placed(activation=activation)
    HousingAddress.objects.filter(offer=stay.offer).update(access_code="")
    activation.placements.update(entry_asked_at=timezone.now())
    HousingRequestFactory()  # of another emergency
    HousingOfferFactory(state="parked")

    counts = counted(duty)

    board = call_board(activation, duty.person)
    listed = (board.rows, board.unreached, board.appeals, board.held, board.entries)
    assert counts["calls"] == sum(map(len, listed)) == 4
    assert (counts["queue"], counts["homes"], counts["matching"]) == (4, 2, 1)


def test_a_host_who_didnt_answer_is_counted_again_tomorrow(activation):
    duty = DutyFactory(activation=activation)
    offer = HousingOfferFactory(activation=activation, state="parked")
    before = counted(duty)["calls"]

    record_host_call(offer=offer, outcome=CallOutcome.NO_ANSWER, by=duty.person)

    assert (before, counted(duty)["calls"]) == (1, 0)


def test_a_perimeter_counts_its_own(activation):
    here, there = HospitalFactory.create_batch(2)
    for hospital in (here, there):
        looking(activation=activation, hospital=hospital)
    duty = DutyFactory(activation=activation)
    duty.hospitals.set([here])

    assert (counted(duty)["queue"], counted(duty)["matching"]) == (1, 1)


def test_reports_are_counted_for_who_may_read_them_alone(activation):
    incident = reported_incident(activation=activation)
    reader = activation.duties.get(person=reader_of(incident))
    other = DutyFactory(activation=activation, sees_safety=False)

    assert counted(reader)["safety"] == 1
    assert "safety" not in counted(other)


def test_who_only_rules_sees_counts_of_what_they_may_open(activation):
    HousingRequestFactory(activation=activation, check_in=in_days(3))

    assert count_waiting(activation, UserFactory(), None) == {"queue": 1, "homes": 0}


def test_counting_costs_one_query(activation, django_assert_num_queries):
    duty = DutyFactory(activation=activation, sees_safety=True)

    with django_assert_num_queries(1):
        counted(duty)


def test_rare_parts_stand_behind_more_and_nothing_is_no_count(activation):
    duty = DutyFactory(activation=activation, sees_safety=True)
    HousingRequestFactory(activation=activation)

    desk = desk_of(activation, duty.person, "readings")

    assert [(tab.label, tab.count) for tab in desk.tabs] == [
        ("Queue", 1),
        ("Calls to make", None),
        ("Matching", None),
        ("Homes", None),
        ("Safety", None),
    ]
    assert [tab.label for tab in desk.more] == [
        "Shortages",
        "Daily report",
        "Employers’ lists",
        "Access log",
    ]
    assert desk.open_in_more.label == "Access log"
