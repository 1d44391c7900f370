from core.lists import Place, places_of


def test_places_of_says_behind_whom_each_comes():
    assert places_of(["a", "b", "c"]) == [
        Place(earlier="", later="b"),
        Place(earlier="", later="c"),
        Place(earlier="a", later="c"),
    ]


def test_places_of_one_and_of_none():
    assert places_of(["a"]) == [Place(earlier="", later="a")]
    assert places_of([]) == []
