"""Whoever reads the figures beside an offer can put the whole list in order again."""

from dataclasses import replace
from datetime import date
from itertools import islice
from random import Random

import pytest
from django.utils import translation

from core.values.dates import DateRange
from core.values.geo import Point
from search.query.contract import WEIGHTS
from search.query.criteria import Nights, SearchCriteria
from search.query.engine_results import Reasons
from search.query.offer_query import NEW_FOR, Near
from search.query.states import Order
from search.results.presenters.reasons import figures_of, published_rule
from search.results.selectors.pages import SIDE_BY_SIDE, fetch_page
from tests.search import corpus, oracle
from tests.search.engines.conftest import fill

pytestmark = pytest.mark.django_db

LISTS = 1_000
TEXTS = ("", "", "maison", "pain", "garden bread", "vélo marché", "moulin à pain")
HIGHEST_FIRST = {"words", "fresh", "published"}
IN_JUNE = Nights(DateRange(date(2027, 6, 1), date(2027, 6, 3)))
NEAR = Near("Loches", Point(47.128, 0.995), 20)


def questions(count):
    """With and without words, in every order, near a place and not."""
    random = Random(5)  # noqa: S311  made-up questions
    for query in islice(corpus.queries(count, seed=3), count):
        yield replace(query, text=random.choice(TEXTS), size=random.choice((24, 5)))


def wishes_of(query):
    return SearchCriteria(
        text=query.text,
        near=query.near[0] if query.near else None,
        when=IN_JUNE if query.dates else None,
        adults=query.adults,
        children=query.children,
        chosen=query.chosen,
        order=query.order,
    )


def in_order(figures):
    """By the published rule and nothing else: figure after figure, then a third one waits."""
    ranked = sorted(figures, key=lambda one: [rank_of(figure) for figure in one[2]])
    listed, last = [], []
    while ranked:
        full = last[-SIDE_BY_SIDE:] if len(last) >= SIDE_BY_SIDE else [None, 0]
        free = [one for one in ranked if len(set(full)) > 1 or one[1] != full[0]]
        turn = (free or ranked)[0]
        ranked.remove(turn)
        listed.append(turn[0])
        last.append(turn[1])
    return listed


def rank_of(figure):
    return -figure.value if figure.name in HIGHEST_FIRST else figure.value


def test_a_thousand_lists_are_recomputed_from_what_is_told(engine):
    documents = corpus.documents(120)
    fill(engine, documents)
    published = {document.pk: document.published_on for document in documents}
    stays = {document.pk: not oracle.is_other(document) for document in documents}
    lengths = []

    for query in questions(LISTS):
        page = fetch_page(engine, replace(query, size=500))
        figures = [
            (
                hit.pk,
                hit.host,
                figures_of(
                    hit.reasons,
                    wishes_of(query),
                    is_stay=stays[hit.pk],
                    published_on=published[hit.pk],
                ),
            )
            for hit in Random(1).sample(page.hits, len(page.hits))  # noqa: S311
        ]
        assert in_order(figures) == [hit.pk for hit in page.hits]
        lengths.append(len(figures))

    assert len(lengths) == LISTS
    assert sum(length > 2 for length in lengths) > LISTS / 4


@pytest.mark.parametrize(
    ("criteria", "names"),
    [
        (SearchCriteria(), ["fresh", "draw"]),
        (SearchCriteria(text="bread"), ["words", "fresh", "draw"]),
        (SearchCriteria(text="bread", near=NEAR), ["words", "metres", "fresh", "draw"]),
        (SearchCriteria(text="bread", when=IN_JUNE), ["kind", "words", "fresh", "draw"]),
        (SearchCriteria(near=NEAR, order=Order.DISTANCE), ["metres", "draw"]),
        (SearchCriteria(near=NEAR, order=Order.NEWEST), ["published", "draw"]),
    ],
)
def test_only_figures_that_count_are_told_in_order(criteria, names):
    reasons = Reasons(words=2.5, metres=4_213.4 if criteria.near else None, fresh=11, draw=1_234)

    figures = figures_of(reasons, criteria, is_stay=True, published_on=corpus.TODAY)

    assert [figure.name for figure in figures] == names


@pytest.mark.parametrize(
    ("fresh", "words"),
    [
        pytest.param(0, "Published at least two weeks ago", id="not-fresh"),
        (1, "New: published 13 days ago"),
        (13, "New: published 1 day ago"),
        (14, "New: published today"),
    ],
)
def test_the_figures_are_words_for_people(fresh, words):
    reasons = Reasons(words=2.5, metres=4_213.4, fresh=fresh, draw=1_234_567)

    figures = figures_of(reasons, SearchCriteria(text="bread", near=NEAR), is_stay=True)

    assert [figure.words for figure in figures] == [
        "Match with your words: 2.50",
        "4.2 km from Loches",
        words,
        "Today’s random number: 1,234,567",
    ]
    assert [figure.value for figure in figures] == [2.5, 4_213.4, fresh, 1_234_567]


@pytest.mark.parametrize(
    ("is_stay", "words", "value"),
    [
        pytest.param(True, "Stays come first, because you chose dates", 0, id="stay"),
        pytest.param(False, "Listed after stays, because you chose dates", 1, id="other-kind"),
    ],
)
def test_with_dates_the_kind_is_the_first_figure(is_stay, words, value):
    figure, *_others = figures_of(
        Reasons(0, None, 0, 1), SearchCriteria(when=IN_JUNE), is_stay=is_stay
    )

    assert (figure.name, figure.words, figure.value) == ("kind", words, value)


def test_the_figures_of_a_point_on_the_map_are_told_in_french():
    near = replace(NEAR, name="")

    with translation.override("fr"):
        criteria = SearchCriteria(near=near, order=Order.DISTANCE)
        figures = figures_of(Reasons(0.0, 4_213.4, 0, 1), criteria, is_stay=True)

    assert figures[0].words == "À 4,2 km de votre point sur la carte"


def test_the_rule_on_the_page_is_the_one_that_engines_use():
    rule = published_rule()

    assert [field.weight for field in rule.weights] == [f"{one:g}" for one in WEIGHTS.values()]
    assert rule.new_for == NEW_FOR
