"""Whoever reads the figures beside an offer can put the whole list in order again."""

from dataclasses import replace
from itertools import islice
from random import Random

import pytest
from django.utils import translation

from core.geo import Point
from search.engine.answer import Reasons
from search.engine.contract import WEIGHTS
from search.engine.question import NEW_FOR, Near
from search.enums import Order
from search.queries.pages import SIDE_BY_SIDE, page_of
from search.queries.reasons import figures_of, published_rule
from search.queries.wishes import Wishes
from tests.search import corpus
from tests.search.engine.conftest import fill

pytestmark = pytest.mark.django_db

LISTS = 1_000
TEXTS = ("", "", "maison", "pain", "garden bread", "vélo marché", "moulin à pain")
HIGHEST_FIRST = {"words", "fresh", "published"}
NEAR = Near("Loches", Point(47.128, 0.995), 20)


def questions(count):
    """With and without words, in every order, near a place and not."""
    random = Random(5)  # noqa: S311  made-up questions
    for query in islice(corpus.queries(count, seed=3), count):
        yield replace(query, text=random.choice(TEXTS), size=random.choice((24, 5)))


def wishes_of(query):
    return Wishes(text=query.text, near=query.near, order=query.order)


def in_order(told):
    """By the published rule and nothing else: figure after figure, then a third one waits."""
    ranked = sorted(told, key=lambda one: [rank_of(figure) for figure in one[2]])
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
    lengths = []

    for query in questions(LISTS):
        page = page_of(engine, replace(query, size=500))
        told = [
            (
                hit.pk,
                hit.host,
                figures_of(hit.reasons, wishes_of(query), published_on=published[hit.pk]),
            )
            for hit in Random(1).sample(page.hits, len(page.hits))  # noqa: S311
        ]
        assert in_order(told) == [hit.pk for hit in page.hits]
        lengths.append(len(told))

    assert len(lengths) == LISTS
    assert sum(length > 2 for length in lengths) > LISTS / 4


@pytest.mark.parametrize(
    ("wishes", "names"),
    [
        (Wishes(), ["fresh", "draw"]),
        (Wishes(text="bread"), ["words", "fresh", "draw"]),
        (Wishes(text="bread", near=NEAR), ["words", "metres", "fresh", "draw"]),
        (Wishes(near=NEAR, order=Order.DISTANCE), ["metres", "draw"]),
        (Wishes(near=NEAR, order=Order.NEWEST), ["published", "draw"]),
    ],
)
def test_only_the_figures_that_count_are_told_and_in_their_order(wishes, names):
    reasons = Reasons(words=2.5, metres=4_213.4 if wishes.near else None, fresh=11, draw=1_234)

    told = figures_of(reasons, wishes, published_on=corpus.TODAY)

    assert [figure.name for figure in told] == names


@pytest.mark.parametrize(
    ("fresh", "words"),
    [
        (0, "Published at least two weeks ago"),
        (1, "New: published 13 days ago"),
        (13, "New: published 1 day ago"),
        (14, "New: published today"),
    ],
)
def test_the_figures_are_words_for_people(fresh, words):
    reasons = Reasons(words=2.5, metres=4_213.4, fresh=fresh, draw=1_234_567)

    told = figures_of(reasons, Wishes(text="bread", near=NEAR))

    assert [figure.words for figure in told] == [
        "How well your words fit: 2.50",
        "4.2 km from Loches",
        words,
        "Drawn today: 1,234,567",
    ]
    assert [figure.value for figure in told] == [2.5, 4_213.4, fresh, 1_234_567]


def test_the_figures_of_a_point_on_the_map_are_told_in_french():
    near = replace(NEAR, name="")

    with translation.override("fr"):
        told = figures_of(Reasons(0.0, 4_213.4, 0, 1), Wishes(near=near, order=Order.DISTANCE))

    assert told[0].words == "À 4,2\xa0km de votre point sur la carte"


def test_the_rule_on_the_page_is_the_one_that_engines_use():
    rule = published_rule()

    assert [field.weight for field in rule.weights] == [f"{one:.1f}" for one in WEIGHTS.values()]
    assert rule.new_for == NEW_FOR
