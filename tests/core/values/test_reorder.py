from core.values.reorder import MoveTarget, move_targets


def test_places_of_says_behind_whom_each_comes():
    assert move_targets(["a", "b", "c"]) == [
        MoveTarget(earlier="", later="b"),
        MoveTarget(earlier="", later="c"),
        MoveTarget(earlier="a", later="c"),
    ]


def test_places_of_one_and_of_none():
    assert move_targets(["a"]) == [MoveTarget(earlier="", later="a")]
    assert move_targets([]) == []
