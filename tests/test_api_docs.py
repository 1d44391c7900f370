"""What `docs/api.md` says to those who plug in, beside what the house answers."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from core.api.problems import ProblemType
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    PlaceFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.itineraries import published as itinerary_published
from tests.factories.itineraries import with_steps
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from tests.search.indexing import index_offers
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = pytest.mark.django_db

GUIDE = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
EXAMPLE = re.compile(r"^    curl '([^']+)'\n(?:\n```json\n(.*?)\n```)?", re.MULTILINE | re.DOTALL)
PROBLEM = re.compile(r"^\| `([\w-]+)` \| (\d{3}) \|", re.MULTILINE)
ADDRESS = re.compile(r"`(/[^` ]+)`")
NOUN = re.compile(r"sessions/\?|offers|communities|destinations|stories|itineraries")
HOUSE, HERE = "https://example.org", "http://testserver"


@pytest.fixture
def mill():
    """The offer that the guide speaks of."""
    loches = LocalityFactory(name="Loches", latitude=47.13, longitude=1.0)
    place = PlaceFactory(locality=loches, latitude=47.12, longitude=0.99)
    stay = StayFactory(title="The mill", public_id="7k3m9xqa", place=place)
    RateFactory(offer=stay)
    UnitFactory(stay=stay)
    index_offers()
    return stay


def known_in(documented, answer):
    """Whatever the guide shows stands in the answer; it shows less, and other values."""
    if isinstance(documented, dict):
        return all(
            name in answer and known_in(documented[name], answer[name]) for name in documented
        )
    if isinstance(documented, list):
        return all(known_in(one, answer[0]) for one in documented)
    return (
        answer is None
        or isinstance(answer, type(documented))
        or isinstance(documented, int | float)
    )


def examples():
    return [(url.replace(HOUSE, HERE), documented) for url, documented in EXAMPLE.findall(GUIDE)]


@pytest.mark.parametrize(
    ("url", "documented"), examples(), ids=lambda part: part.removeprefix(HERE)[:18]
)
def test_every_example_is_answered(client, mill, url, documented):
    answer = client.get(url.removeprefix(HERE))

    if "problem:" in documented:
        assert answer.json() == json.loads(documented)
        assert answer.status_code == answer.json()["status"]
        return
    assert answer.status_code == 200
    assert known_in(json.loads(documented or "{}"), answer.json())


def test_there_are_examples_of_an_answer_of_a_problem_and_of_a_card():
    assert [bool(documented) for _url, documented in examples()] == [True, True, False]


def test_every_problem_stands_in_the_table_and_no_other():
    assert {(word, int(status)) for word, status in PROBLEM.findall(GUIDE)} == {
        (one.slug, one.status) for one in ProblemType
    }


def test_every_address_of_the_table_is_there(client, mill):
    session = SessionFactory()
    page = make_destination(make_index(make_home()), mill.community)
    story = StoryFactory()
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
    refresh_listing(published(story))
    ids = {
        "sessions": session.activity.public_id,
        "offers": session.activity.public_id,
        "communities": mill.community.public_id,
        "destinations": str(page.translation_key),
        "stories": story.public_id,
        "itineraries": itinerary_published(with_steps(mill)).itinerary.public_id,
    }
    table = GUIDE.partition("| what | where |")[2].partition("\n\n")[0]
    addresses = [found for found in ADDRESS.findall(table) if "address of a page" not in found]

    assert len(addresses) > 20
    for address in addresses:
        noun = re.search(
            r"(sessions/\?|offers|communities|destinations|stories|itineraries)", address
        )
        number = ids[noun[0].rstrip("/?")] if noun else ""
        assert client.get(address.replace("<id>", number)).status_code == 200, address
