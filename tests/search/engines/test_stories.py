"""The same questions about stories to every engine."""

from datetime import date

import pytest

from core.values.geo import Box, Point
from search.index.documents.stories import StoryDocument
from search.query.criteria import SearchCriteria
from search.query.errors import SearchDownError
from search.query.query_parser import parse_query
from search.query.story_query import StoryBatch, StoryQuery
from search.results.selectors.stories import found_by
from tests.factories.geography import LocalityFactory
from tests.search.engines.conftest import ENGINES, elastic, embedded

pytestmark = pytest.mark.django_db

LOCHES, NICE = Point(47.13, 1.0), Point(43.7, 7.27)
AROUND_LOCHES = Box.around(LOCHES, metres=20_000)
AROUND_NICE = Box.around(NICE, metres=5_000)


def story(pk, title, words="", **changes):
    fields = {
        "language": "en",
        "labels": "Rivières Rivers",
        "around": "Loches Indre-et-Loire",
        "points": (LOCHES,),
        "licence": "CC-BY-SA-4.0",
        "published_on": date(2027, 1, pk),
    } | changes
    return StoryDocument(pk=pk, title=title, words=words, **fields)


DOCUMENTS = (
    story(1, "Down the Cher", "We rowed for days. The boat was leaking."),
    story(2, "The leaking boat", "A boat, a boat, and a bucket."),
    story(3, "Vers la mer", "Nous marchions sous les étoiles.", language="fr", points=(NICE,)),
    story(4, "Silence", "Nothing to say of rowing.", points=()),
)


@pytest.fixture(params=ENGINES)
def stories(request):
    """Each engine that this run can reach, holding four stories."""
    if request.param == "embedded":
        made = embedded().stories
    else:
        made = elastic(request.getfixturevalue("elastic_url")()).stories
    made.write(StoryBatch(1, DOCUMENTS))
    return made


def find(stories, text="", inside=(), size=10):
    return stories.find(StoryQuery(text=text, inside=inside, size=size))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("leaking boat", [2, 1], id="leaking-boat"),  # the title weighs more
        ("rowing", [4, 1]),  # another form of the word
        ("etoile", [3]),  # without accent, in the singular
        pytest.param("rivers Cher", [1], id="rivers-cher"),
        ("rivieres", [4, 3, 2, 1]),  # of a label, in either language: the newest first
        pytest.param("loches indre", [4, 3, 2, 1], id="loches-indre"),
        ("zeppelin", []),
        pytest.param("the of la", [], id="the-of-la"),  # says nothing, asks nothing
        ("", []),
    ],
)
def test_find_takes_words_in_any_form_best_first(stories, text, found):
    hits = find(stories, text)

    if text in {"rivieres", "loches indre", "rowing"}:  # weights are each engine's own
        assert sorted(hits) == sorted(found)
    else:
        assert hits == found


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("La grande table de Salomé", id="la-grande-table-de"),
        pytest.param("Trois jours à Salomé", id="trois-jours-a-salome"),
        pytest.param("Salomé, au bord de l’eau", id="salome-au-bord-de-l-eau"),
    ],
)
def test_a_title_that_is_a_town_is_found(stories, title):
    LocalityFactory(name="Salomé", population=3_182, latitude=50.5, longitude=2.8)
    stories.write(StoryBatch(5, (story(5, title, language="fr", around="", points=()),)))

    class Asked:
        """An engine as far as stories go."""

    Asked.stories = stories
    criteria = SearchCriteria(text=title, heard=parse_query(title))

    assert found_by(Asked, criteria) == [5]


def test_find_looks_around_a_place_with_words_and_without(stories):
    assert find(stories, inside=(AROUND_LOCHES,)) == [2, 1]
    assert find(stories, "mer", inside=(AROUND_LOCHES,)) == []
    assert find(stories, "mer", inside=(AROUND_NICE,)) == [3]
    assert find(stories, inside=(AROUND_NICE, AROUND_LOCHES)) == [3, 2, 1]
    assert find(stories, "boat", inside=(AROUND_NICE, AROUND_LOCHES)) == [2, 1]


def test_find_takes_most_of_many_words_where_no_story_has_all(stories):
    assert find(stories, "leaking boat bucket zeppelin")[0] == 2


def test_find_gives_no_more_than_was_asked_for(stories):
    assert len(find(stories, "rivers", size=2)) == 2


def test_what_is_gone_is_not_found_or_brought_back(stories):
    stories.write(StoryBatch(5, gone=(2,)))
    stories.write(StoryBatch(4, (DOCUMENTS[1],)))

    assert find(stories, "bucket") == []
    assert [stamp.pk for stamp in stories.stamps()] == [1, 3, 4]


def test_the_newer_words_win_in_whatever_order_they_come(stories):
    stories.write(StoryBatch(7, (story(1, "Up the Indre", "New words"),)))
    stories.write(StoryBatch(6, (DOCUMENTS[0],)))

    assert find(stories, "leaking") == [2]
    assert find(stories, "up indre new") == [1]


def test_stamps_tell_what_a_sweep_compares(stories):
    assert [(stamp.pk, stamp.fingerprint) for stamp in stories.stamps()] == [
        (document.pk, document.fingerprint) for document in DOCUMENTS
    ]


def test_a_fingerprint_is_that_of_the_content():
    assert story(1, "A").fingerprint == story(1, "A").fingerprint
    assert story(1, "A").fingerprint != story(1, "A", points=()).fingerprint


@pytest.mark.elasticsearch
def test_a_server_without_an_index_says_so(elastic_url):
    with pytest.raises(SearchDownError):
        find(elastic(elastic_url()).stories, "boat")
