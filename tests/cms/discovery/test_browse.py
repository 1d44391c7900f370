"""Five ways into stories and offers, and what stands behind each entry."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation

from tests.cms.discovery.landscape import LOCHES, north, offer_at, story_through
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination, make_home, make_index, make_theme
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    CauseFactory,
    CommunityFactory,
    InterestFactory,
    SessionFactory,
    SessionRequestFactory,
    StayFactory,
    TipFactory,
    held,
)
from tests.factories.itineraries import published as edition_of
from tests.factories.itineraries import with_steps
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.choices import Season
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.listings import StoryListing

pytestmark = pytest.mark.django_db

BY = "/en/stories/by/"
IN_APRIL = datetime(2027, 4, 20, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def shown(client, path):
    """The titles of the cards behind an entry."""
    page = client.get(f"{BY}{path}")
    assert page.status_code == 200, path
    return [card.title for card in page.context["page"].cards]


def entries(client, way):
    page = client.get(f"{BY}{way}/")
    return [(entry.url, entry.label) for entry in page.context["way"].entries]


def labels(client, way):
    return [label for _url, label in entries(client, way)]


def themed(offer, *, causes=(), interests=()):
    offer.causes.set(causes)
    offer.interests.set(interests)
    offer.save()
    return offer


@pytest.mark.parametrize("way", ["place", "cause", "interest", "person"])
def test_where_nothing_is_told_yet_a_way_says_so_and_leads_on(client, way):
    CauseFactory()
    InterestFactory()

    page = client.get(f"{BY}{way}/").text

    assert "Nothing here yet" in page
    assert "/en/stories/#ways-in" in page


def test_every_entry_opens(client):
    index = make_index(make_home())
    mill = themed(offer_at(LOCHES, "Mill"), causes=[CauseFactory()], interests=[InterestFactory()])
    make_destination(index, mill.community)
    story_through(north(1))

    for way in ("place", "cause", "interest", "season", "person"):
        found = entries(client, way)
        assert found, way
        assert {client.get(url).status_code for url, _label in found} == {200}, way


def test_ways_lead_only_to_what_is_public(client):
    cause, interest = CauseFactory(name_en="Commons"), InterestFactory(name_en="Rivers")
    themed(StayFactory(draft=True), causes=[cause], interests=[interest])
    hidden = [labels(client, way) for way in ("cause", "interest", "person")]

    themed(StayFactory(host__display_name="Odile"), causes=[cause], interests=[interest])

    assert hidden == [[], [], []]
    assert [labels(client, way) for way in ("cause", "interest", "person")] == [
        ["Commons"],
        ["Rivers"],
        ["Odile"],
    ]


def test_an_interest_gathers_stories_themes_and_offers(client):
    interest = InterestFactory(slug="rivers")
    themed(offer_at(LOCHES, "Mill"), interests=[interest])
    themed(offer_at(LOCHES, "Ford", TipFactory), interests=[interest])
    offer_at(LOCHES, "Other")
    make_theme(make_index(make_home()), interest)
    story_through(LOCHES, title="Rain")
    StoryListing.objects.get().themes.add(interest)

    assert shown(client, "interest/rivers/") == ["Rain", "Mill", "Ford", "Rivers"]


def test_a_cause_gathers_who_stands_for_it_and_who_met_them(client):
    cause = CauseFactory(slug="commons")
    mill = themed(offer_at(LOCHES, "Mill"), causes=[cause])
    mill.community.causes.add(cause)
    make_destination(make_index(make_home()), mill.community, title="The valley")
    story_through(LOCHES, title="Rain")
    StoryListing.objects.get().offers.add(mill)
    offer_at(LOCHES, "Other")

    assert shown(client, "cause/commons/") == ["Rain", "Mill", "The valley", mill.community.name]


def test_itineraries_stand_behind_the_ways_in_too(client):
    cause, interest = CauseFactory(slug="commons"), InterestFactory(slug="rivers")
    composer = with_steps(title="Weirs", season_from=4, season_until=6)
    composer.itinerary.themes.add(interest)
    composer.itinerary.community.causes.add(cause)
    edition_of(composer)

    behind = {path: shown(client, path) for path in ("interest/rivers/", "season/now/")}

    assert behind == {"interest/rivers/": ["Weirs"], "season/now/": ["Weirs"]}
    assert shown(client, "cause/commons/") == ["Weirs", composer.itinerary.community.name]
    assert shown(client, "season/winter/") == []
    assert labels(client, "interest") == [interest.name]


def test_a_commune_gathers_what_lies_around_it(client):
    LocalityFactory(code="fr:37132", name="Loches", latitude=LOCHES[0], longitude=LOCHES[1])
    offer_at(north(5), "Mill")
    offer_at(north(90), "Elsewhere")

    assert shown(client, "place/loches-fr-37132/") == ["Mill"]
    assert "about 5 km from Loches" in client.get(f"{BY}place/loches-fr-37132/").text


def test_destinations_and_communes_stand_side_by_side(client):
    community = CommunityFactory(locality__name="Montrésor")
    make_destination(make_index(make_home()), community, title="The valley")

    assert labels(client, "place") == ["The valley", "Montrésor"]


def test_this_month_is_what_has_a_date_in_it_or_is_not_always_open(client):
    may = datetime(2027, 5, 20, 8, tzinfo=UTC)
    for title, day in (("Walk in April", IN_APRIL), ("Walk in May", may)):
        walk = offer_at(LOCHES, title, ActivityFactory)
        SessionFactory(activity=walk, starts_at=day, ends_at=day.replace(hour=10))
    offer_at(LOCHES, "All year")
    offer_at(LOCHES, "From April", season_from=4, season_until=10)
    offer_at(LOCHES, "Over winter", TipFactory, season_from=11, season_until=4)
    offer_at(LOCHES, "Summer", season_from=6, season_until=8)
    story_through(LOCHES, title="Rain in spring", season=Season.SPRING)
    story_through(LOCHES, title="Snow", season=Season.WINTER)

    assert shown(client, "season/now/") == [
        *("Rain in spring", "Walk in April", "Over winter", "From April")
    ]
    page = client.get(f"{BY}season/now/").text
    assert "This month: April" in page
    assert "next date: Tuesday 20 April" in page


def test_a_full_or_past_date_is_no_date(client):
    past, full = (offer_at(LOCHES, title, ActivityFactory) for title in ("Past", "Full"))
    SessionFactory(
        activity=past,
        starts_at=datetime(2027, 4, 1, 8, tzinfo=UTC),
        ends_at=datetime(2027, 4, 1, 9, tzinfo=UTC),
    )
    session = SessionFactory(
        activity=full, seats=1, starts_at=IN_APRIL, ends_at=IN_APRIL.replace(hour=10)
    )
    held(SessionRequestFactory(session=session, adults=1))

    assert shown(client, "season/now/") == []


def test_a_season_looks_a_year_ahead(client):
    winter = datetime(2028, 1, 20, 8, tzinfo=UTC)
    walk = offer_at(LOCHES, "In the snow", ActivityFactory)
    SessionFactory(activity=walk, starts_at=winter, ends_at=winter.replace(hour=10))

    assert shown(client, "season/winter/") == ["In the snow"]
    assert shown(client, "season/summer/") == []


def test_a_person_is_found_by_what_they_signed(client):
    odile = UserFactory(display_name="Odile")
    mill = offer_at(LOCHES, "Mill", host=odile)
    story_through(LOCHES, title="Rain", credit="Odile", person=odile)
    story_through(LOCHES, title="Secret", credit="A wanderer", person=odile)

    found = {label: url for url, label in entries(client, "person")}

    assert sorted(found) == ["A wanderer", "Odile"]
    by_name = shown(client, found["Odile"].removeprefix(BY))
    assert by_name == ["Rain", "Mill", mill.community.name]
    assert shown(client, found["A wanderer"].removeprefix(BY)) == ["Secret"]
    assert odile.public_id not in client.get(found["Odile"]).text


def test_the_page_of_a_person_is_named_to_no_search_engine(client):
    offer_at(LOCHES, "Mill", host__display_name="Odile")
    [(url, _label)] = entries(client, "person")

    assert 'content="noindex, follow"' in client.get(url).text


def test_a_name_that_was_taken_back_opens_nothing(client):
    story = story_through(LOCHES, title="Rain", credit="Odile")
    seat = StoryAuthor.objects.get(story=story)
    [(url, _label)] = entries(client, "person")
    StoryListing.objects.update(credits="")

    assert seat.public_id in url
    assert entries(client, "person") == []
    assert client.get(url).status_code == 404


def test_a_withdrawn_story_is_behind_no_entry(client):
    story = story_through(LOCHES, title="Rain", season=Season.SPRING)
    before = shown(client, "season/spring/")
    type(story).objects.filter(pk=story.pk).update(edition=None)
    refresh_listing(story)

    assert before == ["Rain"]
    assert shown(client, "season/spring/") == []


def test_the_door_shows_the_ways_in_and_this_month(client):
    make_index(make_home())
    themed(offer_at(LOCHES, "Mill", season_from=4, season_until=6), interests=[InterestFactory()])

    page = client.get("/en/stories/").text
    filtered = client.get("/en/stories/?season=winter").text

    for way in ("place", "interest", "season", "person"):
        assert f'href="{BY}{way}/"' in page
    assert f'href="{BY}cause/"' not in page  # nobody stands for one yet
    assert page.partition('id="this-month"')[2].count("<article") == 1
    assert 'id="ways-in"' not in filtered


def test_the_address_of_all_ways_leads_to_the_door(client):
    assert client.get(BY).url == "/en/stories/#ways-in"


def test_ways_have_french_addresses(client):
    InterestFactory(slug="rivers", name_fr="Rivières")
    with translation.override("fr"):
        page = client.get("/fr/recits/par/interet/rivers/")

    assert page.status_code == 200
    assert "/en/stories/by/interest/rivers/" in page.text


def test_the_door_is_read_with_half_as_many_reads_while_it_is_remembered(client, count_queries):
    make_destination(make_index(make_home()), CommunityFactory())
    themed(offer_at(LOCHES, "Mill", season_from=4, season_until=6), interests=[InterestFactory()])
    story_through(LOCHES)
    client.get("/en/")  # the frame of the page is remembered by now

    first = count_queries(lambda: client.get("/en/stories/"))
    again = count_queries(lambda: client.get("/en/stories/"))

    assert again <= 10
    assert again <= first * 0.6


def test_a_name_that_is_taken_back_stands_at_the_door_for_nobody_else(client):
    make_index(make_home())
    story_through(LOCHES, credit="Camille Renaud")
    before = client.get("/en/stories/").text

    StoryListing.objects.all().delete()

    assert "Camille Renaud" in before
    assert "Camille Renaud" not in client.get("/en/stories/").text
