"""How hearing is measured: titles of homes that lie beside the checkout, and hard cases."""

import csv
import gzip

import pytest

from bench.relevance.hard_cases import hard_cases, heard_in
from bench.relevance.titles import FILES, FOLDER, Hearing, Title, hear, titles_of
from core.values.geo import Point
from scripts.cli import RefusalError
from tests.factories.geography import LocalityFactory

HERE, THERE = Point(47.39, 0.69), Point(41.6, 19.7)


def test_titles_of_reads_each_title_once(tmp_path, monkeypatch):
    monkeypatch.setenv("PUBLIC_DATA", str(tmp_path))
    (tmp_path / FOLDER).mkdir()
    with gzip.open(tmp_path / FOLDER / FILES["geneva"], "wt", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "latitude", "longitude"])
        writer.writerows([["Loft", 46.2, 6.1], ["Loft", 46.3, 6.2], ["Studio", 46.2, 6.1]])

    titles = list(titles_of("geneva"))

    assert titles == [Title("Loft", Point(46.2, 6.1)), Title("Studio", Point(46.2, 6.1))]


def test_titles_of_refuses_where_the_data_are_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PUBLIC_DATA", str(tmp_path))

    with pytest.raises(RefusalError, match="geneva"):
        list(titles_of("geneva"))


def test_hear_counts_places_that_lie_far_from_the_home(db):
    LocalityFactory(name="Tours", population=137_000)
    LocalityFactory(name="Durrës", population=142_000, latitude=41.3, longitude=19.4)
    titles = [
        Title("Studio à Tours", HERE),
        Title("Studio à Durrës", HERE),
        Title("Studio à Durrës", THERE),
        Title("Studio au calme", HERE),
    ]

    hearing = hear(titles, house=HERE)

    assert hearing == Hearing(titles=4, heard=3, far=1)
    assert hearing.share_far == 0.25


def test_hard_cases_are_heard_without_a_list_of_towns(db):
    """Those that name no town: the others need the towns of Europe."""
    cases = [(text, heard) for text, heard in hard_cases() if not heard.startswith("town:")]

    wrong = {text: heard_in(text) for text, heard in cases if heard_in(text) != heard}

    assert (len(cases) > 30, wrong) == (True, {})
