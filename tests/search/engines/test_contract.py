"""The same questions to every engine: who fits, how many, in which order, what could be chosen.

The answers are compared with `tests.search.oracle`, which says the contract in plain Python.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from statistics import mean

import pytest

from core.values.geo import Box, Point
from hosting.offers.choices.lists import Facet, OfferKind
from search.engines.grid import tile_of
from search.index.documents import FAR, FOREVER, Room
from search.query.contract import Batch, in_batches
from search.query.offer_query import Near, OfferQuery, Starts
from search.query.states import Order
from tests.search import corpus, oracle
from tests.search.engines.conftest import fill, take_away

DOCUMENTS = corpus.documents()
BY_PK = {document.pk: document for document in DOCUMENTS}
QUERIES = list(corpus.queries())


def test_search_finds_who_fits_and_counts_every_facet(filled):
    for query in QUERIES:
        hits = filled.search(replace(query, size=500))

        fitting = [document.pk for document in DOCUMENTS if oracle.fits(document, query)]
        assert sorted(hit.pk for hit in hits.hits) == fitting, query
        assert hits.total == len(fitting), query
        assert all_counts(hits.facets) == oracle.facets(DOCUMENTS, query), query


def test_search_orders_by_published_reasons_alone(filled):
    for query in QUERIES:
        hits = filled.search(replace(query, size=500)).hits

        for hit in hits:
            document = BY_PK[hit.pk]
            assert hit.host == document.host
            assert hit.reasons.words == 0
            assert hit.reasons.metres == pytest.approx(oracle.metres(document, query), abs=1)
            assert hit.reasons.fresh == oracle.fresh(document, query)
            assert hit.reasons.draw == document.draws[query.draw]
        assert list(hits) == sorted(hits, key=lambda hit: by_reasons(hit, query)), query


def test_search_pages_through_everything_once(filled):
    for query in QUERIES[::7]:
        wanted, pages, after = replace(query, size=7), [], None
        while page := filled.search(replace(wanted, after=after)).hits:
            pages += page
            after = page[-1].position

        whole = filled.search(replace(query, size=500)).hits
        assert [hit.pk for hit in pages] == [hit.pk for hit in whole], query


def test_search_keeps_its_place_when_something_goes_meanwhile(filled):
    first = filled.search(OfferQuery(today=corpus.TODAY, size=10)).hits
    rest = filled.search(OfferQuery(today=corpus.TODAY, size=500)).hits[10:]

    take_away(filled, first[0].pk, first[9].pk)

    after = OfferQuery(today=corpus.TODAY, size=500, after=first[9].position)
    assert filled.search(after).hits == rest


def test_count_counts_like_search(filled):
    assert filled.count(QUERIES) == [filled.search(query).total for query in QUERIES]


def test_first_pages_are_those_of_search_without_facets(filled):
    texts = ("moulin", "jardin moulin four", "jradin", "of the", "hamac", "")
    asked = [*QUERIES[::5], *(replace(QUERIES[0], text=text) for text in texts)]

    pages = filled.first_pages(asked)

    for query, page in zip(asked, pages, strict=True):
        wanted = filled.search(query)
        assert page.hits == wanted.hits, query
        assert (page.total, page.corrected) == (wanted.total, wanted.corrected), query
    assert filled.first_pages([]) == []


def test_a_look_answers_like_the_engine(filled):
    texts = ("moulin", "jardin moulin four", "jradin hamac", "mouln jardn xylophone", "of the", "")
    asked = [replace(query, text=text) for query in QUERIES[::20] for text in texts]
    wanted = [filled.search(query) for query in asked]

    with filled.session() as session:
        pages, counts = session.first_pages(asked), session.count(asked)
        found = [session.search(query) for query in asked]
        areas = [session.area(query, across=8, most=20) for query in asked]
        again = session.first_pages(asked[::-1])[::-1]

    assert found == wanted
    assert [replace(hits, facets={}) for hits in found] == [
        replace(page, facets={}) for page in pages
    ]
    assert (counts, again) == ([hits.total for hits in wanted], pages)
    assert areas == [filled.area(query, across=8, most=20) for query in asked]


def test_area_pins_the_few_and_gathers_the_many(filled):
    for query in QUERIES[::3]:
        placed = [one for one in DOCUMENTS if oracle.fits(one, query) and one.point]

        area = filled.area(query, across=8, most=20)

        assert (area.bounds is None) == (not placed)
        if placed:
            assert area.bounds.south == min(one.point.latitude for one in placed)
            assert area.bounds.east == max(one.point.longitude for one in placed)
        if len(placed) <= 20:
            assert {pin.pk: pin.point for pin in area.pins} == {p.pk: p.point for p in placed}
            assert area.cells == ()
        else:
            tiles = Counter(tile_of(one.point, area.zoom) for one in placed)
            assert {(cell.x, cell.y): cell.count for cell in area.cells} == tiles
            assert area.pins == ()


@pytest.mark.parametrize("margin", [0.0, 1.0, -0.2])
def test_area_gathers_the_same_in_a_box_around_all(filled, margin):
    placed = [one.point for one in DOCUMENTS if one.point]
    west, east = (sign(point.longitude for point in placed) for sign in (min, max))
    box = Box(-80.0, west - margin, 80.0, east + margin)
    inside = [point for point in placed if box.west <= point.longitude <= box.east]

    area = filled.area(OfferQuery(today=corpus.TODAY, inside=(box,)), across=8, most=20)

    tiles = Counter(tile_of(point, area.zoom) for point in inside)
    assert {(cell.x, cell.y): cell.count for cell in area.cells} == tiles
    assert area.bounds.west == min(point.longitude for point in inside)


FRANCE = Box(41.3, -5.2, 51.1, 9.6)


@pytest.fixture(scope="module")
def scattered():
    """All over France, each on a point of its own, and two where the days meet."""
    random = corpus.Random(7)
    points = [Point(random.uniform(42, 51), random.uniform(-5, 9)) for _ in range(300)]
    points += [Point(-17.0, 179.9), Point(-17.5, -179.9)]
    return tuple(
        replace(corpus.document(random, pk), point=point)
        for pk, point in enumerate(points, start=1)
    )


@pytest.mark.parametrize("adults", [None, 5])
@pytest.mark.parametrize(
    "inside",
    [
        (FRANCE,),
        (Box(44.1, -0.3, 48.2, 6.4),),
        (Box(41.3, -5.2, 46.0, 2.0), Box(44.5, 0.5, 51.1, 9.6)),  # one over the other
        (Box(-30.0, 170.0, 51.1, 180.0), Box(-30.0, -180.0, 51.1, 2.0)),
        (Box(44.1, -0.3, 48.2, 6.4), Box(48.2, 0.0, 48.3, 6.4)),
        (Box(46.0, 2.0, 46.1, 9.6),),
        (Box(-90.0, -180.0, 90.0, 180.0),),
        (Box(30.0, -60.0, 60.0, -20.0),),
    ],
)
def test_area_gathers_what_a_box_holds_to_its_edges(holding, scattered, inside, adults):
    engine = holding(scattered)
    query = OfferQuery(today=corpus.TODAY, inside=inside, adults=adults)
    placed = [one.point for one in scattered if oracle.fits(one, query)]

    area = engine.area(query, across=8, most=0)

    assert area.bounds == bounds_of(placed)
    assert middles(area.cells) == pytest.approx(gathered(placed, area.zoom), abs=1e-5)
    assert sum(cell.count for cell in area.cells) == len(placed)


def test_area_holds_whoever_lies_exactly_on_an_edge(holding, scattered):
    engine = holding(scattered)
    some = [one.point for one in scattered if one.pk % 3 and one.point.longitude < 100]
    box = bounds_of([point for point in some if 43 < point.latitude < 50])
    query = OfferQuery(today=corpus.TODAY, inside=(box,))

    area = engine.area(query, across=8, most=0)

    placed = [one.point for one in scattered if oracle.fits(one, query)]
    assert area.bounds == box
    assert middles(area.cells) == pytest.approx(gathered(placed, area.zoom), abs=1e-5)


def test_area_forgets_who_went_and_finds_who_came(holding, scattered):
    engine = holding(scattered)
    query = OfferQuery(today=corpus.TODAY, inside=(FRANCE,))
    moved = replace(scattered[0], point=Point(41.5, -5.0))

    engine.write(Batch(2, (moved,), gone=tuple(range(100, 200))))

    left = [moved, *(one for one in scattered[1:] if not 100 <= one.pk < 200)]
    placed = [one.point for one in left if oracle.fits(one, query)]
    area = engine.area(query, across=8, most=0)
    assert area.bounds == bounds_of(placed)
    assert middles(area.cells) == pytest.approx(gathered(placed, area.zoom), abs=1e-5)


def test_write_replaces_and_takes_away(engine):
    old, new = corpus.document(corpus.Random(1), 1), corpus.document(corpus.Random(2), 1)
    other = corpus.document(corpus.Random(3), 2)

    fill(engine, [old, other], version=1)
    fill(engine, [new], version=2)
    take_away(engine, 2, version=3)

    assert [stamp.fingerprint for stamp in engine.stamps(after=0, limit=10)] == [new.fingerprint]


def test_write_lets_nothing_older_win(engine):
    old, new = corpus.document(corpus.Random(1), 1), corpus.document(corpus.Random(2), 1)
    gone = corpus.document(corpus.Random(3), 2)

    fill(engine, [new], version=7)
    fill(engine, [old], version=6)
    take_away(engine, 1, version=6)
    take_away(engine, 2, version=7)
    fill(engine, [gone], version=6)

    assert [stamp.fingerprint for stamp in engine.stamps(after=0, limit=10)] == [new.fingerprint]


def test_write_of_the_same_batch_changes_nothing(filled):
    before = filled.search(OfferQuery(today=corpus.TODAY, size=500))

    fill(filled, DOCUMENTS)

    assert filled.search(OfferQuery(today=corpus.TODAY, size=500)) == before


def test_stamps_come_by_key(filled):
    stamps = filled.stamps(after=100, limit=50)

    wanted = [(one.pk, one.fingerprint) for one in DOCUMENTS if 100 < one.pk <= 150]
    assert [(stamp.pk, stamp.fingerprint) for stamp in stamps] == wanted


def test_build_answers_only_once_it_is_finished(filled):
    building = filled.build()
    for batch in corpus_batches():
        building.write(batch)
    before = filled.count([OfferQuery(today=corpus.TODAY)])

    building.finish()

    assert before == [len(DOCUMENTS)]
    assert filled.count([OfferQuery(today=corpus.TODAY)]) == [40]


def test_build_holds_what_was_written_meanwhile(filled):
    building = filled.build()
    changed = corpus.document(corpus.Random(99), 5)
    fill(filled, [changed], version=3)
    take_away(filled, 6, version=3)
    for batch in corpus_batches():
        building.write(batch)  # read before the change

    building.finish()

    held = {stamp.pk: stamp.fingerprint for stamp in filled.stamps(after=0, limit=100)}
    assert held[5] == changed.fingerprint
    assert 6 not in held


def test_abandon_leaves_the_index_as_it_was(filled):
    building = filled.build()
    for batch in corpus_batches():
        building.write(batch)

    building.abandon()

    assert filled.count([OfferQuery(today=corpus.TODAY)]) == [len(DOCUMENTS)]
    assert filled.health().documents == len(DOCUMENTS)


def test_build_throws_away_one_that_was_never_finished(filled):
    filled.build()

    filled.build().finish()

    assert filled.count([OfferQuery(today=corpus.TODAY)]) == [0]


def test_health_counts_documents(filled):
    health = filled.health()

    assert (health.answers, health.documents, health.reason) == (True, len(DOCUMENTS), "")


@pytest.mark.parametrize(("south", "east"), [(-90.0, 180.0), (90.0, -180.0), (0.0, 180.0)])
def test_search_reaches_the_ends_of_the_earth(engine, south, east):
    there = corpus.document(corpus.Random(1), 1, point=Point(south, east))
    fill(engine, [there])

    near = Near("", Point(south, -east), 1)  # the same place on the other side of the date line
    assert engine.count([OfferQuery(today=corpus.TODAY, near=(near,))]) == [1]


@pytest.mark.parametrize("km", [1, 40_000])
def test_search_takes_any_radius(filled, km):
    query = OfferQuery(today=corpus.TODAY, near=(Near("", corpus.LOCHES, km),))

    fitting = sum(oracle.fits(document, query) for document in DOCUMENTS)
    assert filled.count([query]) == [fitting]


def test_search_takes_the_union_of_circles_and_nearest_middle(holding):
    """North lies in both circles, south in the second, and far away in none."""
    places = {1: 47.20, 2: 47.05, 3: 46.0, 4: 47.30}
    engine = holding(
        tuple(
            corpus.document(corpus.Random(pk), pk, point=Point(latitude, 1.0), title="moulin")
            for pk, latitude in places.items()
        )
    )
    near = (Near("Chédigny", Point(47.21, 1.0), 12), Near("Perrusson", Point(47.1, 1.0), 20))
    query = OfferQuery(today=corpus.TODAY, near=near, order=Order.DISTANCE)

    for asked in (query, replace(query, text="moulin")):
        found = engine.search(asked)

        assert [hit.pk for hit in found.hits] == [1, 2, 4]
        metres = [hit.reasons.metres for hit in found.hits]
        assert metres == pytest.approx([1_112, 5_560, 10_008], abs=5)
        assert engine.count([asked]) == [3]
        assert len(engine.area(asked, across=8, most=20).pins) == 3


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, [2]),  # one stay is too small
        ({"text": "the"}, [2]),  # says nothing
        ({"dates": (Starts(corpus.TODAY, corpus.TODAY, 2),)}, [2]),
        ({"adults": 4}, [1, 2]),  # the stay first
        ({"adults": None}, [1, 2, 3, 4, 5]),
        ({"text": "moulin"}, [2, 3, 4]),  # a word that a bowl says, too
        ({"chosen": {Facet.KIND: frozenset({"product"})}}, [3]),
        ({"chosen": {Facet.KIND: frozenset({"tip", "product"})}, "adults": 4}, [3, 4, 5]),
    ],
)
def test_people_alone_find_who_takes_so_many(holding, changes, found):
    """A stay for four, an activity and a bowl for a hundred, a tip for all and one for ten."""
    offers = {1: ("stay", 4), 2: ("activity", 100), 3: ("product", 100), 4: ("tip", 200)}
    engine = holding(
        tuple(
            corpus.document(
                corpus.Random(pk),
                pk,
                kind=OfferKind(kind),
                title="moulin",
                party_min=1,
                party_max=most,
                tags={Facet.KIND: frozenset({kind})},
                rooms=(Room(most, (FAR,)),),
                seats=(),
                notice_days=0,
                min_nights=1,
                max_nights=FOREVER,
            )
            for pk, (kind, most) in (offers | {5: ("tip", 10)}).items()
        )
    )
    query = replace(OfferQuery(today=corpus.TODAY, adults=80), **changes)

    hits = engine.search(query)

    assert sorted(hit.pk for hit in hits.hits) == found
    assert engine.count([query]) == [len(found)]
    assert hits.facets[Facet.KIND]["product"] == 1
    if query.adults == 4 and not query.chosen:
        assert [hit.pk for hit in hits.hits] == found


def corpus_batches():
    return in_batches(DOCUMENTS[:40], version=2, size=20)


def all_counts(facets):
    return {facet: dict(facets.get(facet, {})) for facet in Facet}


def by_reasons(hit, query):
    """The order as it is published, from what the hit says of itself."""
    figures = hit.reasons
    last = (figures.draw, hit.pk)
    if query.order == Order.NEWEST:
        return (-BY_PK[hit.pk].published_on.toordinal(), *last)
    if query.near and query.order == Order.DISTANCE:
        return (figures.metres, *last)
    kind = (oracle.is_other(BY_PK[hit.pk]),) if oracle.has_stays_first(query) else ()
    if query.near:
        return (*kind, figures.metres, -figures.fresh, *last)
    return (*kind, -figures.fresh, *last)


def bounds_of(points):
    if not points:
        return None
    latitudes = [point.latitude for point in points]
    longitudes = [point.longitude for point in points]
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def gathered(points, zoom):
    """Tile after tile: column, row, the middle of the points in it, and how many they are."""
    tiles = defaultdict(list)
    for point in points:
        tiles[tile_of(point, zoom)].append(point)
    return [
        number
        for tile, inside in sorted(tiles.items())
        for number in (
            *tile,
            mean(point.latitude for point in inside),
            mean(point.longitude for point in inside),
            len(inside),
        )
    ]


def middles(cells):
    """The same of an answer."""
    return [
        number
        for cell in sorted(cells, key=lambda cell: (cell.x, cell.y))
        for number in (cell.x, cell.y, cell.middle.latitude, cell.middle.longitude, cell.count)
    ]


def test_search_narrows_by_areas_and_rivers(holding):
    """One of several areas is enough; an area and a river narrow each other."""
    tags = (
        {Facet.AREA: {"fr", "fr-37"}, Facet.RIVER: {"loire", "cher"}},
        {Facet.AREA: {"fr", "fr-85"}, Facet.RIVER: set()},
        {Facet.AREA: {"it"}, Facet.RIVER: {"reno"}},
    )
    engine = holding(
        tuple(
            corpus.document(
                corpus.Random(pk),
                pk,
                tags={facet: frozenset(codes) for facet, codes in own.items()},
            )
            for pk, own in enumerate(tags, 1)
        )
    )

    def found(**chosen):
        narrowed = {Facet(facet): frozenset(codes) for facet, codes in chosen.items()}
        hits = engine.search(OfferQuery(today=corpus.TODAY, chosen=narrowed))
        return {hit.pk for hit in hits.hits}

    assert found(area={"fr"}) == {1, 2}
    assert found(area={"fr-85", "it"}) == {2, 3}
    assert found(area={"fr"}, river={"loire"}) == {1}
    assert found(area={"fr-75"}) == set()
