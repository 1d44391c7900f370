"""What leaves the house, with the hardest words that people can write, before strict readers."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from core.permissions import SYSTEM
from emergency.figures.actions import keep_figures
from hosting.requests.exports.ical import calendar_of
from tests import validity
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.emergency import ActivationFactory, DutyFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    CommunityFactory,
    InterestFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.itineraries import published as itinerary_published
from tests.factories.itineraries import with_steps
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.models.attachments import Track
from travel_stories.trips.models.links import TripLink

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HARD = 'A & B <em>"q"\'s ]]> </script>; a, b \\n \x0b\x1f\x7f\ufffe 🐦 مرحبا \u202bשלום %s {{ x }}'
SAYABLE = HARD.translate(dict.fromkeys(map(ord, "\x0b\x1f\x7f\ufffe")))
PLAIN = "The mill"
WORDS = [pytest.param(HARD, id="hard"), pytest.param(PLAIN, id="plain")]
LONG_AGO = timezone.now() - timedelta(days=30)


def a_stay(words):
    stay = StayFactory(title=words, words=words)
    UnitFactory(stay=stay)
    RateFactory(offer=stay, own_name=words[:40])
    return stay


def an_activity(words):
    return SessionFactory(activity=ActivityFactory(title=words, words=words)).activity


def a_community(words):
    return CommunityFactory(name=words, summary_en=words, territory=words, photo=PhotoFactory())


def a_story(words):
    story = StoryFactory(title=words, lede=words, language="en")
    lead = AuthorFactory(story=story, lead=True, credit=words)
    place = LocalityFactory(latitude=47.0, longitude=1.0)
    chapter = ChapterFactory(story=story, title=words, locality=place)
    BlockFactory(chapter=chapter, by=lead, text="<p>First<br>line &amp; more</p><hr>")
    photo = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
    photo.set_photos([(PhotoFactory(description=words, credit=words), words)])
    track = Track.objects.create(story=story, pieces=[[[1.0, 47.0], [1.0, 48.0]]], metres=111_000)
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.ROUTE, text="", track=track)
    story.refresh_from_db()
    published(story)
    refresh_listing(story)
    return story


def an_itinerary(words):
    composer = with_steps(a_stay(words), title=words, summary=words)
    composer.itinerary.themes.add(InterestFactory(name_en=words[:40], name_fr=words[:40]))
    return itinerary_published(composer).itinerary


def a_destination(words):
    return make_destination(make_index(make_home()), a_community(words), title=words)


def a_product(words):
    return RateFactory(offer=ProductFactory(title=words, words=words)).offer


def a_tip(words):
    return TipFactory(title=words, words=words)


NOUNS = [a_stay, an_activity, a_product, a_tip, a_community, a_story, an_itinerary, a_destination]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("make", NOUNS, ids=lambda make: make.__name__)
def test_linked_data_is_what_schema_org_says_it_is(client, make, words):
    noun = make(words)
    address = noun.get_url() if make is a_destination else noun.get_absolute_url()

    page = client.get(address, follow=True).content.decode()

    assert validity.flaws_of_linked_data(page) == []


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("form", ["atom", "rss"])
def test_every_feed_is_read_by_strict_readers(client, form, words):
    an_itinerary(words), a_story(words), an_activity(words)
    community = a_community(words)
    now = timezone.now()
    days = {"first_published_at": now, "last_published_at": now}
    StayFactory(community=community, title=words, words=words, **days)

    for path in (
        "offers",
        "communities",
        "stories",
        "itineraries",
        f"communities/{community.address}",
    ):
        answer = client.get(f"/en/{path}/feed.{form}")
        assert validity.flaws_of_feed(answer.content, form) == [], path
        assert b"<entry" in answer.content or b"<item" in answer.content


def test_every_part_of_the_sitemap_is_one(client):
    a_story(HARD), an_itinerary(HARD), a_destination(HARD)
    index = client.get("/sitemap.xml").content

    parts = re.findall(r"<loc>([^<]+)</loc>", index.decode())
    assert validity.flaws_of_sitemap(index, "http://testserver/sitemap.xml") == []
    assert len(parts) == 6
    for part in parts:
        assert validity.flaws_of_sitemap(client.get(part).content, part) == []


@pytest.mark.parametrize("words", WORDS)
@time_machine.travel("2027-04-03 10:00")
def test_every_calendar_is_one(client, words):
    walk, agreement = an_activity(words), AgreementFactory(offer_title=words, host_name=words)
    step = StepFactory(trip=TripFactory(title=words), title=words, words=words, spot=words)
    link = TripLink.objects.create(trip=step.trip, by=SeatFactory(trip=step.trip), kind="calendar")

    files = [
        client.get(f"/en/offers/{walk.address}/sessions.ics").content,
        client.get(reverse("travel_stories:calendar-feed", args=[link.token])).content,
        calendar_of(agreement, None, url="https://example.org/"),
    ]

    for content in files:
        assert validity.flaws_of_calendar(content) == []
        assert b"BEGIN:VEVENT" in content


@pytest.mark.parametrize("words", WORDS)
def test_every_road_is_gpx_and_geojson(client, words):
    story, itinerary = a_story(words), an_itinerary(words)
    seat = SeatFactory(trip=TripFactory(title=words), organiser=True)
    for _ in range(2):
        StepFactory(trip=seat.trip, title=words, words=words, locality=LocalityFactory())
    client.force_login(seat.person)

    for name, *args in (
        ("story-gpx", story.address),
        ("itinerary-gpx", itinerary.address),
        ("trip-gpx", seat.trip.address),
    ):
        content = client.get(reverse(f"travel_stories:{name}", args=args)).content
        assert validity.flaws_of_gpx(content) == [], name
    for name, *args in (
        ("itinerary-geojson", itinerary.address),
        ("trip-geojson", seat.trip.address),
    ):
        content = client.get(reverse(f"travel_stories:{name}", args=args)).content
        assert validity.flaws_of_geojson(content) == [], name


def test_what_a_map_asks_for_is_geojson(client):
    a_stay(HARD)

    answer = client.get(reverse("search:offer-map"), {"bounds": "-5,42,8,51"})

    assert validity.flaws_of_geojson(answer.content) == []


@pytest.mark.parametrize(
    "words", [WORDS[0], pytest.param(PLAIN, id="plain", marks=pytest.mark.exhaustive)]
)
def test_a_book_is_one_as_epubcheck_has_it(client, words, tmp_path):
    story = a_story(words)

    book = client.get(reverse("travel_stories:story-epub", args=[story.address])).content

    assert validity.flaws_of_book(book, tmp_path) == []


def test_a_card_is_told_in_xml_with_any_words(client):
    stay = a_stay(HARD)
    asked = {"url": f"http://testserver{stay.get_absolute_url()}", "format": "xml"}

    root = validity.strictly_parsed(client.get("/oembed", asked).content)

    assert root.findtext("title") == SAYABLE


def test_the_sheet_of_an_emergency_is_hxl(client):
    activation = ActivationFactory(territory=HARD, opened_at=LONG_AGO)
    keep_figures(activation=activation, day=LONG_AGO.date(), by=SYSTEM)
    client.force_login(DutyFactory(activation=activation).person)
    with translation.override("en"):
        address = reverse("emergency:sheet", args=[activation.address])

    assert validity.flaws_of_sheet(client.get(address).content) == []


MISTAKES = {
    "an order that the schema of GPX doesn't know": lambda: validity.flaws_of_gpx(
        b'<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1"'
        b' lon="1"><desc>d</desc><name>n</name></wpt></gpx>'
    ),
    "latitude first and twice": lambda: validity.flaws_of_geojson(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},'
        ' "geometry": {"type": "LineString", "coordinates": [[1, 2]]}}]}'
    ),
    "an Atom feed without an id": lambda: validity.flaws_of_feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title></feed>', "atom"
    ),
    "a sign that XML can't hold": lambda: validity.flaws_of_feed(
        b"<rss version='2.0'><channel><title>\x0b</title></channel></rss>", "rss"
    ),
    "an address that is none": lambda: validity.flaws_of_sitemap(
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>mill</loc></url>'
        b"</urlset>",
        "http://testserver/sitemap.xml",
    ),
    "an event without a name": lambda: validity.flaws_of_calendar(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    ),
    "a property of another class": lambda: validity.flaws_of_linked_data(
        '<script type="application/ld+json">{"@type": "TouristTrip", "license": "x"}</script>'
    ),
    "a value of another kind": lambda: validity.flaws_of_linked_data(
        '<script type="application/ld+json">{"@type": "Place", "geo": {"@type": "Person"}}</script>'
    ),
    "a hashtag that HXL doesn't know": lambda: validity.flaws_of_sheet(
        b"Week,Sum\n#date+start,#affected\nlong ago,many\n"
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_control_mistake(mistake):
    assert MISTAKES[mistake]()


def test_control_a_book_that_is_none_is_seen(tmp_path):
    assert validity.flaws_of_book(b"PK", tmp_path)
