"""How lists are marked, how grades are given, and what of others stays out of the repository."""

import json
import math
from dataclasses import replace

import pytest

from bench.corpora.land import TOURS
from bench.corpora.touraine import touraine
from bench.relevance.judging import grade
from bench.relevance.measures import Marks, marks_of, ndcg, recall
from bench.relevance.offers import document
from bench.relevance.questions import FOLDER, Request, requests
from bench.tools.public import BESIDE
from hosting.offers.choices.lists import Facet, OfferKind

ROWS = json.loads((FOLDER / "requests.json").read_text())
GRADES = json.loads((FOLDER / "grades.json").read_text())


def test_ndcg_is_one_for_the_best_list_and_none_for_the_worst():
    grades = {"a": 3, "b": 2, "c": 1}

    assert ndcg(grades, ["a", "b", "c"]) == 1
    assert ndcg(grades, ["x", "y"]) == 0
    assert ndcg(grades, ["x", "a"]) == pytest.approx(
        (7 / math.log2(3)) / (7 + 3 / math.log2(3) + 1 / 2)
    )
    assert ndcg({}, ["a"]) == 0


def test_recall_counts_what_fits_among_fifty():
    relevant = frozenset(f"r{number}" for number in range(100))

    assert recall(relevant, ["r1", "x", "r2"]) == 2 / 50
    assert recall(frozenset({"a", "b"}), ["a"]) == 1 / 2
    assert recall(frozenset(), ["a"]) == 0


def test_marks_of_an_empty_list():
    request = Request("r", "fr", "gîte", ours=True, reading={}, grades={"a": 3})

    assert marks_of(request, []) == Marks(0, 0, 1)
    assert marks_of(request, ["a"]) == Marks(1, 1, 0)


def test_grade_follows_the_rule():
    stay = next(one for one in touraine() if one.kind == OfferKind.STAY and one.words)
    here = {"point": [stay.point.latitude, stay.point.longitude], "km": 5}
    farther = here | {"point": [stay.point.latitude + 0.06, stay.point.longitude]}
    reading = {"kinds": ["stay"], "at": here}

    assert grade(reading, stay) == 3
    assert grade(reading | {"wish": ["nobody says this"]}, stay) == 2
    assert grade(reading | {"at": farther}, stay) == 1
    assert grade(reading | {"at": [farther, here]}, stay) == 3
    assert grade(reading | {"needs": ["hearing-loop"]} | {"needs": []}, stay) == 3
    assert grade(reading | {"must": ["nobody says this"]}, stay) == 0
    assert grade(reading | {"kinds": ["product"]}, stay) == 0
    assert grade(reading | {"sleeps": 1_000}, stay) == 0
    assert grade(reading | {"sorts": {stay.sort: 2}}, stay) == 2


def test_requests_are_sixty_and_more_each_with_something_that_fits():
    assert len(ROWS) >= 60
    assert sum("text" in row for row in ROWS) >= 20
    for row in ROWS:
        assert GRADES[row["id"]].get("3") or GRADES[row["id"]].get("2"), row["id"]


def test_requests_of_others_are_told_by_fingerprint_only():
    for row in ROWS:
        if "file" in row:
            assert set(row) <= {"id", "language", "file", "row", "sha256", "instead", "reading"}


def test_our_own_requests_need_nothing_but_this_repository(monkeypatch, tmp_path):
    monkeypatch.setenv("PUBLIC_DATA", str(tmp_path))

    asked = requests(ours_only=True)

    assert len(asked) >= 20
    assert all(request.ours for request in asked)


@pytest.mark.django_db
def test_document_lies_in_its_areas_and_along_its_rivers():
    original = replace(next(touraine()), area="Indre-et-Loire Centre-Val de Loire", point=TOURS)

    tags = document(1, original).tags

    assert tags[Facet.AREA] == {"fr-37", "fr-centre-val-de-loire"}
    assert tags[Facet.RIVER] == {"loire", "cher"}


@pytest.mark.skipif(not BESIDE.is_dir(), reason="needs public data beside the checkout")
def test_requests_of_others_are_still_those_that_were_judged():
    """Needs ../shared/data/queries-travel beside the checkout."""
    assert len(requests()) == len(ROWS)
