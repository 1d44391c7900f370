"""JSON-LD of public pages, read by a processor that isn't ours and held against vocabularies."""

import gzip
import json
import re

import pytest
from rdflib import RDF, SDO, Graph, URIRef

from bench.tools.public import public_file
from hosting.offers.choices.lists import LodgingKind
from hosting.public_pages.schemas.linked_data import DATATOURISME, LODGINGS, TYPES
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.hosting import (
    ActivityFactory,
    CommunityFactory,
    DeskFactory,
    MembershipFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.itineraries import published as published_itinerary
from tests.factories.itineraries import with_steps
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),  # rdflib's own parser
]

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WORDS = {"@vocab": str(SDO), "url": {"@type": "@id"}, "image": {"@type": "@id"}}


def stay():
    shown = StayFactory(registration_number="37 132 000 001 AB")
    UnitFactory(stay=shown)
    RateFactory(offer=shown)
    return shown.get_absolute_url()


def workspace():
    desk = DeskFactory(workspace__equipment=["wifi", "printer"])
    return RateFactory(offer=desk.workspace).offer.get_absolute_url()


def activity():
    return SessionFactory(activity=ActivityFactory()).activity.get_absolute_url()


def product():
    return RateFactory(offer=ProductFactory()).offer.get_absolute_url()


def tip():
    return TipFactory().get_absolute_url()


def community():
    return MembershipFactory().community.get_absolute_url()


def home():
    make_home()
    return "/en/"


def destination():
    return make_destination(make_index(make_home()), CommunityFactory()).get_url()


def story():
    public_story = StoryFactory()
    BlockFactory(chapter__story=public_story, by=AuthorFactory(story=public_story, lead=True))
    published(public_story)
    refresh_listing(public_story)
    return public_story.get_absolute_url()


def itinerary():
    return published_itinerary(with_steps(StayFactory())).itinerary.get_absolute_url()


PAGES = {
    stay: {"Accommodation", "Product"},
    workspace: {"Place", "Product"},
    activity: {"TouristTrip"},
    product: {"Product"},
    tip: {"TouristAttraction"},
    community: {"Organization"},
    home: {"WebSite"},
    destination: {"TouristDestination"},
    story: {"Article"},
    itinerary: {"TouristTrip"},
}


def graph_of(client, url):
    (block,) = BLOCK.findall(client.get(url).content.decode())
    node = json.loads(block)
    contexts = node["@context"] if isinstance(node["@context"], list) else [node["@context"]]
    node["@context"] = [WORDS if one == "https://schema.org" else one for one in contexts]
    return Graph().parse(data=json.dumps(node), format="json-ld"), URIRef(node["@id"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_page_is_described_in_schema_org(client, page):
    graph, subject = graph_of(client, page())

    types = {str(kind) for kind in graph.objects(subject, RDF.type)}
    assert {f"{SDO}{name}" for name in PAGES[page]} <= types
    names = {predicate for _s, predicate, _o in graph} | set(graph.objects(None, RDF.type))
    ours = {name for name in names if str(name).startswith(str(SDO))}
    assert {name for name in ours if name not in SDO} == set()
    strange = {str(name) for name in names - ours - {RDF.type}}
    assert {name for name in strange if not name.startswith(DATATOURISME)} == set()


def test_control_a_word_that_schema_org_does_not_know_is_seen():
    assert URIRef(f"{SDO}numberOfSwallows") not in SDO
    assert URIRef(f"{SDO}occupancy") in SDO


def test_every_lodging_has_a_class():
    assert set(LODGINGS) == set(LodgingKind)


@pytest.mark.slow
def test_our_classes_of_datatourisme_stand_in_its_ontology():
    source = public_file("activities-datatourisme", "ontology_datatourisme_2.4.3.owx.gz")
    with gzip.open(source, "rt") as words:
        known = set(re.findall(r'Class IRI="#(\w+)"', words.read()))

    used = {name for names in TYPES.values() for name in names} | set(LODGINGS.values())
    ours = {name.removeprefix("dt:") for name in used if name.startswith("dt:")}
    assert ours | {"Organisation", "Place"} <= known


def test_linked_data_tells_no_door(client):
    shown = StayFactory()

    (block,) = BLOCK.findall(client.get(shown.get_absolute_url()).content.decode())

    assert shown.place.address not in block
    assert str(shown.place.exact_latitude) not in block
    assert str(shown.place.latitude) in block
