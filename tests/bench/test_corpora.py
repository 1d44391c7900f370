"""What the benches measure with: as many as was said, at one density, the same every time."""

from datetime import timedelta
from random import Random

import pytest

from bench.corpora import CORPORA, TODAY
from bench.corpora.land import france
from bench.corpora.making import Berth, document_of, free_spans
from bench.corpora.resampling import shares
from bench.corpora.touraine import touraine
from bench.tools.public import public_file
from core.values.dates import DateRange
from hosting.offers.choices.lists import Facet
from scripts.cli import RefusalError
from search.index.documents import FAR


@pytest.mark.parametrize("size", CORPORA)
def test_shares_place_every_offer(size):
    assert sum(count for _cell, count in shares(CORPORA[size])) == size


def test_shares_are_as_dense_in_a_region_as_in_the_country():
    whole = {cell.middle: count for cell, count in shares(CORPORA[100_000])}
    part = {cell.middle: count for cell, count in shares(CORPORA[5_000])}

    *inner, last = part
    assert {middle: part[middle] for middle in inner} == {middle: whole[middle] for middle in inner}
    assert part[last] <= whole[last]


def test_france_lies_around_its_first_cell():
    distances = [cell.middle.distance_to(france()[0].middle) for cell in france()]

    assert distances[0] == 0
    assert max(distances) < 1_100_000


def test_touraine_tells_every_offer_once():
    ids = [original.id for original in touraine()]

    assert len(ids) == len(set(ids)) > 1_500


def test_document_of_is_the_same_for_the_same_dice():
    original = next(touraine())
    berth = Berth(1, 1, "c", "Voisins", (FAR,))

    once, again, other = (document_of(original, berth, Random(x)) for x in (1, 1, 2))  # noqa: S311

    assert once == again != other
    assert once.tags[Facet.COMMUNITY] == {"c"}
    assert "Hébergement Stay Meublé" in once.labels


def test_free_spans_are_what_a_calendar_leaves():
    monday = TODAY - timedelta(days=TODAY.weekday())

    spans = free_spans([(0, 3), (5, 10)], monday)

    day = [monday + timedelta(days=number) for number in (3, 5, 15, 365)]
    assert spans == (DateRange(day[0], day[1]), DateRange(day[2], day[3]))


def test_public_file_says_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PUBLIC_DATA", str(tmp_path))

    with pytest.raises(RefusalError, match="is missing"):
        public_file("queries-travel", "queries_fr.csv")
