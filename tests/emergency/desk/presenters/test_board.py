"""The board of supply and demand says what somebody would count by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from emergency.desk.presenters.board import board_of
from emergency.housing.models.proposals import BlockedPair
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    looking,
    placed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory()


def monday():
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def by_week(board):
    return [(one.requests, one.nights_asked, one.free, one.placed) for one in board.cells]


def one_week(**changes):
    """Seven nights, from the Monday after next on."""
    first = monday() + timedelta(days=14)
    return looking(check_in=first, check_out=first + timedelta(days=7), **changes)


def test_board_equals_a_count_by_hand(activation):
    work = HospitalFactory()
    for _ in range(2):
        one_week(activation=activation, hospital=work)
    HousingOfferFactory.create_batch(3, activation=activation)

    assert by_week(board_of(activation, None)) == [(2, 14, 3, 0)]


def test_board_counts_a_stay_over_two_weeks_in_both(activation):
    first = monday() + timedelta(days=19)  # a Saturday
    looking(activation=activation, check_in=first, check_out=first + timedelta(days=5))

    assert by_week(board_of(activation, None)) == [(1, 2, 0, 0), (1, 3, 0, 0)]


def test_board_counts_no_home_that_is_stale_too_far_blocked_or_doesnt_suit(activation):
    request = one_week(activation=activation, step_free=True)
    HousingOfferFactory(activation=activation, step_free=True, stale=True)
    HousingOfferFactory(activation=activation, step_free=True, latitude=44.0)
    HousingOfferFactory(activation=activation, step_free=False)
    HousingOfferFactory(
        activation=activation, step_free=True, check_out=timezone.localdate() + timedelta(days=1)
    )
    kept_apart = HousingOfferFactory(activation=activation, step_free=True)
    BlockedPair.objects.create(request=request, offer=kept_apart, why="unsafe")
    HousingOfferFactory(activation=activation, step_free=True)

    [cell] = board_of(activation, None).cells

    assert (cell.free, cell.is_short) == (1, False)


def test_board_moves_whoever_has_a_roof_from_waiting_to_placed(activation):
    stay = placed(activation=activation)

    board = board_of(activation, None)

    assert {(one.requests, one.placed) for one in board.cells} == {(0, 1)}
    assert stay.request.place_of_work in {one.place for one in board.cells}
    assert max(week.lived_in for week in board.weeks) == 1


def test_board_counts_homes_fresh_and_parked_week_by_week(activation):
    HousingOfferFactory(activation=activation)
    HousingOfferFactory(activation=activation, state="parked", stale=True)
    HousingOfferFactory(activation=activation, state="paused")

    weeks = board_of(activation, None).weeks

    assert {(week.fresh, week.parked, week.held) for week in weeks} == {(1, 1, 0)}


@pytest.mark.parametrize(("most", "left_out"), [(1, 2), (3, 0), (4, 0)])
def test_board_says_how_many_it_leaves_out(activation, monkeypatch, most, left_out):
    monkeypatch.setattr("emergency.desk.presenters.board.MOST", most)
    for _ in range(3):
        one_week(activation=activation)

    board = board_of(activation, None)

    assert board.left_out == left_out
    assert sum(cell.requests for cell in board.cells) == min(most, 3)


def test_board_of_a_perimeter_shows_its_own_places_unless_asked(activation):
    mine, other = HospitalFactory(), HospitalFactory()
    one_week(activation=activation, hospital=mine)
    one_week(activation=activation, hospital=other)
    duty = DutyFactory(activation=activation)
    duty.hospitals.add(mine)

    narrow, whole = board_of(activation, duty), board_of(activation, duty, whole=True)

    assert [one.place for one in narrow.cells] == [str(mine)]
    assert {one.place for one in whole.cells} == {str(mine), str(other)}
    assert (narrow.is_whole, whole.is_whole) == (False, True)


def test_board_asks_the_same_questions_for_one_and_for_three(activation, count_queries):
    def filled():
        one_week(activation=activation, hospital=HospitalFactory())
        HousingOfferFactory(activation=activation)
        placed(activation=activation)
        return count_queries(lambda: board_of(activation, None))

    first = filled()
    filled()

    assert filled() == first


def test_board_shows_somebody_who_works_elsewhere_and_no_home_for_them(activation):
    HousingRequestFactory(activation=activation, hospital=None, workplace="EHPAD", state="matching")
    HousingOfferFactory(activation=activation)

    cells = board_of(activation, None).cells

    assert {(one.place, one.free) for one in cells} == {("EHPAD", 0)}
