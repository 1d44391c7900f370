"""Reading on: the index as it was, and what happens to a mark that is old, foreign or forged."""

from dataclasses import replace

import pytest

from search.query.errors import InvalidPageCursorError
from search.query.offer_query import OfferQuery
from search.query.states import Order
from tests.search import corpus
from tests.search.engines.conftest import fill, take_away

DOCUMENTS = tuple(corpus.documents(40))
QUERY = OfferQuery(today=corpus.TODAY, size=10)


@pytest.fixture
def server(on_server):
    return on_server(DOCUMENTS)


def after(page):
    return replace(QUERY, after=page.hits[-1].position)


def pks(page):
    return [hit.pk for hit in page.hits]


def open_points(engine):
    stats = engine.client.indices.stats(index=engine.address.prefix, metric="search")
    return stats["_all"]["total"]["search"]["open_contexts"]


def test_search_holds_a_point_in_time_until_the_last_page(server):
    pages, open_ = [server.search(QUERY)], []
    for _number in range(4):
        open_.append(open_points(server))
        pages.append(server.search(after(pages[-1])))

    assert [len(page.hits) for page in pages] == [10, 10, 10, 10, 0]
    assert open_ == [0, 1, 1, 1]
    assert open_points(server) == 0


def test_search_reads_on_in_the_index_as_it_was(server):
    whole = pks(server.search(replace(QUERY, size=100)))
    second = server.search(after(server.search(QUERY)))

    take_away(server, *whole[20:25])
    third = server.search(after(second))

    assert pks(third) == whole[20:30]


def test_search_goes_on_where_the_point_in_time_is_over(server):
    whole = pks(server.search(replace(QUERY, size=100)))
    second = server.search(after(server.search(QUERY)))
    server.client.close_point_in_time(id=second.hits[-1].position[-1])

    third = server.search(after(second))

    assert pks(third) == whole[20:30]


def test_search_goes_on_in_a_new_index(server):
    whole = pks(server.search(replace(QUERY, size=100)))
    second = server.search(after(server.search(QUERY)))
    building = server.build()
    fill(building, DOCUMENTS, version=2)
    building.finish()

    assert pks(server.search(after(second))) == whole[20:30]


@pytest.mark.parametrize("forged", ["", "x", "AAAA", "../_all", "16LBBA==", "é" * 300])
def test_search_goes_on_after_a_forged_point_in_time(server, forged):
    first = server.search(QUERY)
    position = (*first.hits[-1].position, forged)

    page = server.search(replace(QUERY, after=position))

    assert pks(page) == pks(server.search(after(first)))


@pytest.mark.parametrize(
    "position",
    [
        (),
        (1,),
        (1, 2),
        (1, 2, 3, 4),
        (1, "2", 3),
        (1, True, 3),
        (float("nan"), 2, 3),
        (float("inf"), 2, 3),
        (2**63, 2, 3),
    ],
)
def test_search_refuses_a_mark_of_another_question(server, position):
    with pytest.raises(InvalidPageCursorError):
        server.search(replace(QUERY, after=position))


def test_search_refuses_a_mark_of_another_order(server):
    near = replace(QUERY, near=(corpus.Near("", corpus.LOCHES, 80),), order=Order.DISTANCE)
    position = server.search(replace(near, text="maison")).hits[-1].position

    with pytest.raises(InvalidPageCursorError):
        server.search(replace(near, order=Order.FIT, text="maison", after=position))
