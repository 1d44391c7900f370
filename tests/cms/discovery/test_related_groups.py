"""Next to here, the same hand, on the way: what leads on from a page, and why."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.discovery.choices import Noun
from cms.discovery.presenters.related_groups import related_groups
from cms.discovery.selectors.source_pages import find_referring_page, find_source_page
from hosting.communities.models.communities import Membership
from hosting.offers.models.places import Place
from hosting.offers.states import OfferState
from tests.cms.discovery.landscape import LOCHES, north, offer_at, story_through
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import ActivityFactory, CommunityFactory, StayFactory, TipFactory
from tests.factories.itineraries import published as edition_of
from tests.factories.itineraries import with_steps
from travel_stories.itineraries.models.itineraries import Composer, Itinerary
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.stories.models.listings import StoryListing
from travel_stories.stories.models.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(rf):
    request = rf.get("/en/")
    request.user = AnonymousUser()
    return request


def groups(asked, thing, came_from=None):
    """The titles of each strand, by name."""
    found = related_groups(here_of(asked, thing), here_of(asked, came_from), asked)
    return {group.name: [card.title for card in group.cards] for group in found}


def reasons(asked, thing, came_from=None):
    found = related_groups(here_of(asked, thing), here_of(asked, came_from), asked)
    return {card.title: card.reason for group in found for card in group.cards}


def here_of(asked, thing):
    if thing is None:
        return None
    nouns = {Story: Noun.STORY, Itinerary: Noun.ITINERARY}
    return find_source_page(nouns.get(type(thing), Noun.OFFER), thing.public_id, asked)


def test_the_nearest_comes_first_and_says_how_near(asked):
    here = offer_at(LOCHES, "Mill")
    offer_at(north(12), "Farther")
    offer_at(north(5), "Nearer")
    offer_at(north(80), "Elsewhere")

    assert groups(asked, here)["near"] == ["Nearer", "Farther"]
    assert reasons(asked, here)["Nearer"] == "about 5 km from here"


def test_many_stays_leave_room_for_a_tip_and_a_story(asked):
    here = offer_at(LOCHES, "Mill")
    for number in range(9):
        offer_at(north(1), f"Stay {number}")
    offer_at(north(9), "A ford", TipFactory)
    story_through(north(11), title="Rain")

    assert groups(asked, here)["near"] == ["Rain", "Stay 0", "A ford", "Stay 1"]


def test_nearness_is_that_of_public_points(asked):
    here, near_by, far = (
        offer_at(point, title)
        for point, title in ((LOCHES, "Mill"), (north(4), "Barn"), (north(90), "Hut"))
    )
    entries = {near_by: north(300), far: north(0.1)}
    for offer, (latitude, longitude) in entries.items():
        Place.objects.filter(pk=offer.place_id).update(
            exact_latitude=latitude, exact_longitude=longitude
        )

    assert groups(asked, here)["near"] == ["Barn"]


def test_communities_and_places_lie_next_to_here_too(asked):
    here = offer_at(LOCHES, "Mill")
    commune = LocalityFactory(latitude=north(3)[0], longitude=north(3)[1])
    neighbours = CommunityFactory(name="Neighbours", locality=commune)
    make_destination(make_index(make_home()), neighbours, title="The valley")

    assert groups(asked, here)["near"] == ["The valley", "Neighbours"]


def test_the_same_hand_signs_offers_and_stories_with_the_same_name(asked):
    odile = UserFactory(display_name="Odile")
    mill = offer_at(LOCHES, "Mill", host=odile)
    offer_at(north(200), "Baskets", ActivityFactory, host=odile, community=mill.community)
    story = story_through(north(300), title="Winter", credit="Odile", person=odile)

    assert groups(asked, mill)["hand"][:2] == ["Winter", "Baskets"]
    assert groups(asked, story)["hand"] == ["Baskets", "Mill"]
    assert reasons(asked, mill)["Winter"] == "told by Odile"
    assert reasons(asked, story)["Mill"] == "offered by Odile"


def test_whoever_signs_with_another_name_is_not_found_out(asked):
    odile = UserFactory(display_name="Odile")
    mill = offer_at(LOCHES, "Mill", host=odile)
    story = story_through(north(300), title="Winter", credit="A wanderer", person=odile)
    story_through(north(400), title="Summer", credit="Odile", person=odile)

    assert "Winter" not in groups(asked, mill)["hand"]
    assert groups(asked, story)["hand"] == []


def test_a_namesake_is_somebody_else(asked):
    mill = offer_at(LOCHES, "Mill", host=UserFactory(display_name="Odile"))
    story_through(north(300), title="Winter", credit="Odile")

    assert "Winter" not in groups(asked, mill)["hand"]


def test_a_name_that_no_longer_stands_under_a_story_leads_nowhere(asked):
    odile = UserFactory(display_name="Odile")
    mill = offer_at(LOCHES, "Mill", host=odile)
    story = story_through(north(300), title="Winter", credit="Odile", person=odile)
    StoryListing.objects.filter(story=story).update(credits="Odilette, Paul Odile")

    assert "Winter" not in groups(asked, mill)["hand"]


def test_the_community_of_an_offer_is_of_the_same_hand(asked):
    mill = offer_at(LOCHES, "Mill")
    offer_at(north(200), "Bread", TipFactory, community=mill.community)

    found = groups(asked, mill)

    assert found["hand"] == ["Bread", mill.community.name]
    assert reasons(asked, mill)["Bread"] == "from the same community"


def test_between_where_one_came_from_and_here(asked):
    start, end = offer_at(LOCHES, "Mill"), offer_at(north(100), "Hut")
    offer_at(north(50), "Halfway", TipFactory)
    offer_at((north(50)[0], LOCHES[1] + 1.5), "Aside", TipFactory)
    offer_at(north(-40), "Behind", TipFactory)

    assert groups(asked, end, came_from=start)["way"] == ["Halfway"]
    assert reasons(asked, end, start)["Halfway"] == "between Mill and Hut"


def test_a_story_that_passes_here_leads_to_its_next_place(asked):
    mill = offer_at(LOCHES, "Mill")
    story_through(north(2), north(60), title="Upstream")
    story_through(north(30), north(1), title="It ends here")
    offer_at(north(61), "Ferry", TipFactory)

    found = groups(asked, mill)

    assert found["way"] == ["Upstream", "Ferry"]
    assert '“<span lang="fr">Upstream</span>” continues' in reasons(asked, mill)["Ferry"]


def itinerary_over(*offers, title="From weir to weir", credit="Camille"):
    """Public; its first step is a weir some 14 kilometres south of Loches."""
    composer = with_steps(*offers, title=title)
    Composer.objects.filter(pk=composer.pk).update(credit=credit)
    return edition_of(composer).itinerary


def test_an_itinerary_lies_next_to_here_by_its_nearest_step(asked):
    here, step = offer_at(LOCHES, "Mill"), offer_at(north(3), "Barn")
    itinerary_over(step)

    assert groups(asked, here)["near"] == ["From weir to weir", "Barn"]
    assert reasons(asked, here)["From weir to weir"] == "about 3 km from here"


def test_a_step_that_is_offered_no_more_leads_nobody(asked):
    here, step = offer_at(LOCHES, "Mill"), offer_at(north(3), "Barn")
    itinerary_over(step)
    type(step).objects.update(state=OfferState.WITHDRAWN)

    assert reasons(asked, here_is_open(here))["From weir to weir"] == "about 14 km from here"


def here_is_open(offer):
    type(offer).objects.filter(pk=offer.pk).update(state=OfferState.OPEN)
    return offer


def test_an_itinerary_that_passes_here_leads_to_its_next_step(asked):
    mill, hut = offer_at(LOCHES, "Mill"), offer_at(north(70), "Hut")
    itinerary_over(mill, hut)
    offer_at(north(72), "Ferry", TipFactory)

    assert groups(asked, mill)["way"] == ["From weir to weir", "Hut", "Ferry"]
    assert "“From weir to weir” continues" in reasons(asked, mill)["Hut"]


def test_an_itinerary_has_strands_of_its_own(asked):
    mill = offer_at(LOCHES, "Mill")
    itinerary = itinerary_over(mill, title="Weirs", credit="Odile")
    composer = itinerary.composers.get().person
    story_through(north(300), title="Winter", credit="Odile", person=composer)
    offer_at(north(2), "Ford", TipFactory)

    found = groups(asked, itinerary)

    assert found["near"] == ["Ford", "Mill"]
    assert found["hand"] == ["Winter", itinerary.community.name]
    assert find_referring_page(here_of(asked, itinerary).mark, asked).title == "Weirs"


def test_a_draft_of_an_itinerary_is_in_no_strand(asked):
    mill = offer_at(LOCHES, "Mill")
    draft = with_steps(mill).itinerary

    shown = [title for titles in groups(asked, mill).values() for title in titles]

    assert draft.title not in shown
    assert here_of(asked, draft) is None


def test_what_is_reached_by_the_same_station_is_on_the_way(asked):
    mill = offer_at(LOCHES, "Mill", station_name="Loches", station_distance=900)
    offer_at(north(150), "Far from the train", station_name="Blois")
    offer_at(north(160), "Same train", TipFactory, station_name="Loches")

    assert groups(asked, mill)["way"] == ["Same train"]


def test_nothing_stands_in_two_strands_and_the_page_itself_in_none(asked):
    odile = UserFactory(display_name="Odile")
    mill = offer_at(LOCHES, "Mill", host=odile, station_name="Loches")
    offer_at(north(1), "Barn", host=odile, community=mill.community, station_name="Loches")
    story_through(north(1), north(9), title="Rain", credit="Odile", person=odile)

    shown = [title for titles in groups(asked, mill).values() for title in titles]

    assert sorted(shown) == sorted(["Barn", "Rain", mill.community.name])


def test_what_is_not_public_is_in_no_strand(asked):
    odile = UserFactory(display_name="Odile")
    mill = offer_at(LOCHES, "Mill", host=odile, station_name="Loches")
    mine = {"host": odile, "community": mill.community, "station_name": "Loches"}
    offer_at(north(1), "Draft", draft=True, **mine)
    offer_at(north(1), "Paused", state=OfferState.PAUSED, **mine)
    gone = offer_at(north(1), "Host who left", TipFactory)
    Membership.objects.filter(person=gone.host).delete()
    story = story_through(north(1), north(5), title="Taken back", credit="Odile", person=odile)
    Story.objects.filter(pk=story.pk).update(edition=None)
    refresh_listing(story)

    shown = [title for titles in groups(asked, mill).values() for title in titles]

    assert shown == [mill.community.name]
    assert groups(asked, offer_at(north(1), "Elsewhere")) != {}


def test_a_strand_without_a_card_says_so(asked):
    story = story_through(LOCHES, title="Alone")

    found = related_groups(here_of(asked, story), None, asked)

    assert [group.cards for group in found] == [[], [], []]
    assert all(group.nothing for group in found)


def test_a_story_without_a_place_has_strands_too(asked):
    story = story_through(title="Nowhere")

    assert groups(asked, story) == {"near": [], "hand": [], "way": []}


@pytest.mark.parametrize(
    "mark",
    [
        *("", "offer", "offer-", "offer-zzzzzzzz", "offer-%00", "offer-\x00", "user-1"),
        *("<script>", "place-../../", "story--", "theme-rivers", f"offer-{'a' * 9999}"),
    ],
)
def test_a_mark_that_names_nothing_is_ignored(asked, mark):
    assert find_referring_page(mark, asked) is None


def test_links_say_where_they_come_from(asked):
    here, there = offer_at(LOCHES, "Mill"), offer_at(north(5), "Barn")
    mark = here_of(asked, here).mark

    [card] = [
        card
        for group in related_groups(here_of(asked, here), None, asked)
        for card in group.cards
        if card.title == "Barn"
    ]

    assert card.url == f"{there.get_absolute_url()}?from=offer-{here.public_id}"
    assert find_referring_page(mark, asked).title == "Mill"


@pytest.mark.parametrize("visitor", ["stranger", "host"])
def test_a_page_is_a_place_to_come_from_for_whoever_may_see_it(asked, visitor):
    draft = StayFactory(draft=True)
    asked.user = draft.host if visitor == "host" else UserFactory()

    found = find_referring_page(f"offer-{draft.public_id}", asked)

    assert (found is not None) == (visitor == "host")
