"""The other names of things, in both languages and both ways."""

import pytest

from search.index.documents.synonyms import also_called, plain, table


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Gîte avec piscine",
            {"swimming pool", "pool", "holiday cottage", "cottage"},
            id="gite-avec-piscine",
        ),
        pytest.param(
            "A house with a pool", {"piscine", "swimming pool", "maison"}, id="a-house-with-a-pool"
        ),
        ("Des CHÂTEAUX", {"castle"}),
        ("Tree house", {"maison", "cabane perchée", "cabane dans les arbres", "treehouse"}),
        pytest.param("by bike", {"bicycle", "bicyclette", "vélo"}, id="by-bike"),
        ("xylophone", set()),
        ("", set()),
    ],
)
def test_also_called_names_things_the_other_way(text, names):
    found = also_called(text)

    assert all(name in found for name in names)
    assert bool(found) == bool(names)


def test_also_called_repeats_nothing_that_stands_there():
    assert also_called("château castle") == ""


def test_table_works_both_ways():
    rows, _longest = table()

    for name, others in rows.items():
        assert all(name in map(plain, rows[plain(other)]) for other in others)
