"""Weights are data of an activation: they are checked before anybody is weighed."""

import pytest

from emergency.matching.weights import Weights


@pytest.mark.parametrize(
    "wrong",
    [
        {"travel_minute": -1},
        {"move": float("inf")},
        {"silence": float("nan")},
        {"waiting_day": -5},
        {"waiting_day": 0},
        {"urgency": ()},
        {"urgency": (0, 100)},
        {"urgency": (200, 100)},
        {"urgency": (100, 100)},
        {"urgency": (100, 101)},
    ],
)
def test_weights_refuse_what_would_turn_the_order_around(wrong):
    with pytest.raises(ValueError, match=r"[Ww]eigh"):
        Weights(**wrong)


def test_priority_of_who_waited_is_above_any_newcomer_of_the_same_class():
    weights = Weights()

    for urgency in range(4):
        waited = [weights.priority(urgency, days) for days in range(60)]
        assert waited == sorted(waited)
        assert min(waited[1:]) > waited[0]


def test_priority_never_lifts_by_waiting_above_the_next_class():
    weights = Weights()

    assert [weights.priority(urgency, 365) for urgency in range(4)] == [199, 299, 399, 499]
    assert [weights.priority(urgency, 0) for urgency in (-1, 0, 1, 2, 3, 9)] == [
        *(100, 100, 200, 300, 400, 400)
    ]


def test_priority_keeps_close_classes_apart_too():
    weights = Weights(urgency=(1, 3, 5), waiting_day=10)

    assert [weights.priority(urgency, 30) for urgency in range(3)] == [2, 4, 104]
