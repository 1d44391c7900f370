"""Editorial pages: what they show, in which language, and to whom."""

import re
from math import dist
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.pages.actions.page_factory import create_page
from cms.pages.models import (
    ContentPage,
    DestinationIndexPage,
    DestinationPage,
    HomePage,
    ThemePage,
)
from cms.pages.presenters.destinations import destination_context
from cms.pages.presenters.home_page import home_page_context
from tests.factories.accounts import UserFactory
from tests.factories.cms import (
    in_french,
    make_content,
    make_destination,
    make_theme,
)
from tests.factories.hosting import CommunityFactory, InterestFactory, StayFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_pages")]


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def feet_of(page):
    """Where the links at the foot of the page lead."""
    foot = page.partition('aria-labelledby="onward"')[2].partition("</section>")[0]
    return re.findall(r'<a[^>]* href="([^"]+)"', foot)


def test_the_home_page_has_two_doors_of_the_same_make(client):
    page = page_of(client, "/en/")

    assert page.count('class="entry-card"') == 2
    assert 'href="/en/map/"' in page
    assert 'href="/en/stories/"' in page


def test_the_home_page_shows_voices_and_who_hosts(client):
    stay = StayFactory(words="Come for the weir.")
    StayFactory(words="Nobody reads this.", draft=True)

    page = page_of(client, "/en/")

    assert "Come for the weir." in page
    assert "Nobody reads this." not in page
    assert stay.community.name in page


def test_the_door_of_the_map_shows_land_and_how_much_is_offered_where(client, home):
    community = CommunityFactory(locality__latitude=47.4, locality__longitude=0.7)
    StayFactory.create_batch(2, community=community)
    StayFactory(community=community, draft=True)

    drawing = home_page_context(home).hosts.drawing

    assert [pin.spot.count for pin in drawing.pins] == [2]
    assert {shape.name for shape in drawing.shapes} == {"land", "river", "river-main"}


def test_the_door_of_the_map_stands_there_where_nobody_offers_anything(home):
    drawing = home_page_context(home).hosts.drawing

    assert drawing.pins == ()
    assert drawing.shapes


def test_voices_in_the_language_of_the_page_come_first(client):
    older = [StayFactory(words=f"Come and see {number}.") for number in range(3)]
    StayFactory(words="Venez voir.", language="fr")

    page = page_of(client, "/en/")

    assert [one.words in page for one in older] == [True, True, True]
    assert "Venez voir." not in page


def test_a_destination_shows_those_who_tell_it_and_what_they_offer(client, index):
    context, other = StayFactory(), StayFactory()
    make_destination(index, context.community)

    page = page_of(client, "/en/stories/the-valley/")

    assert [one.title in page for one in (context, other)] == [True, False]
    assert context.community.get_absolute_url() in page
    assert "We bend it." in page


def test_destination_map_has_letters_and_counts_and_no_names(index):
    community = CommunityFactory()
    StayFactory.create_batch(9, community=community)
    page = make_destination(index, community)

    context = destination_context(page)

    pins = context.shown.map.place.drawing.pins
    assert [card.letter for card in context.shown.cards.values()] == list("ABCDEF")
    assert {pin.spot.letter: pin.spot.key for pin in pins if pin.spot.letter} == {
        card.letter: card.place for card in context.shown.cards.values()
    }
    assert [pin.spot.count for pin in pins if not pin.spot.letter] == [3]
    assert len(context.shown.map.place.spots) == 6


def test_destination_map_leaves_out_drafts_and_other_communities(index):
    community = CommunityFactory()
    StayFactory(community=community, draft=True)
    StayFactory()
    page = make_destination(index, community)

    assert destination_context(page).shown.map is None


def test_a_number_on_the_destination_map_leads_to_its_part(index):
    community = CommunityFactory()
    StayFactory.create_batch(9, community=community)
    page = make_destination(index, community)

    [number] = [
        one for one in destination_context(page).shown.map.place.drawing.pins if not one.spot.letter
    ]

    asked = parse_qs(urlsplit(number.spot.url).query)
    west, south, east, north = map(float, asked["bbox"][0].split(","))
    assert asked["community"] == [community.public_id]
    assert west < number.spot.point.longitude < east
    assert south < number.spot.point.latitude < north


def test_the_list_of_all_offers_of_a_destination_asks_for_its_communities(client, index):
    stay = StayFactory()
    make_destination(index, stay.community)

    page = page_of(client, "/en/stories/the-valley/")

    assert f'href="/en/offers/?community={stay.community.public_id}"' in page


def test_a_destination_of_a_paused_community_names_it_no_more(client, index):
    community = CommunityFactory(state="paused")
    make_destination(index, community)

    page = page_of(client, "/en/stories/the-valley/")

    assert community.name not in page


def test_the_list_of_stories_holds_the_editors_words_and_the_places_told(client, index):
    before = page_of(client, "/en/stories/")
    place = make_destination(index, CommunityFactory())
    after = page_of(client, "/en/stories/")

    assert [place.lead in one for one in (before, after)] == [False, True]
    assert [index.lead in one for one in (before, after)] == [True, True]


def test_the_switch_of_language_lands_on_the_same_page(client, home, index):
    in_french(home, title="On vous attend", slug="accueil")
    in_french(index, title="Récits des lieux", slug="recits")

    page = page_of(client, "/en/stories/")

    assert 'href="/fr/recits/"' in page
    assert 'lang="fr"' in page_of(client, "/fr/recits/")


def test_an_unknown_language_is_not_found(client):
    assert client.get("/xx/", follow=True).status_code == 404


@pytest.mark.parametrize(("accepts", "lands"), [("fr", "/fr/"), ("en", "/en/"), ("nl", "/en/")])
def test_the_bare_address_answers_in_the_language_of_the_browser(client, accepts, lands):
    response = client.get("/", headers={"accept-language": accepts})

    assert response.url == lands


def test_the_foot_leads_to_the_pages_that_editors_put_there(client, home):
    make_content(home, title="Charter")
    make_content(home, title="Hidden", column="")

    page = page_of(client, "/en/")

    assert 'href="/en/charter/"' in page
    assert "/en/hidden/" not in page


def test_a_draft_is_not_found(client, home):
    page = make_content(home)

    page.unpublish()

    assert client.get("/en/charter/").status_code == 404


def test_rich_text_of_a_page_carries_no_script(client, home):
    page = ContentPage(title="Odd", slug="odd", body=[("heading", "<script>alert(1)</script>")])
    create_page(parent=home, page=page, by=home.owner or UserFactory(is_superuser=True))

    assert "<script>alert" not in page_of(client, "/en/odd/")


def test_only_those_who_may_plant_a_page(home):
    with pytest.raises(PermissionDenied):
        create_page(parent=home, page=ContentPage(title="Mine", slug="mine"), by=UserFactory())

    assert list(ContentPage.objects.all()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_destination_queries_for_three_offers_as_for_one(
    client, count, index, django_assert_max_num_queries
):
    community = CommunityFactory()
    StayFactory.create_batch(count, community=community)
    make_destination(index, community)
    page_of(client, "/en/stories/the-valley/")

    with django_assert_max_num_queries(12):
        page_of(client, "/en/stories/the-valley/")


@pytest.mark.parametrize("restricted", ["destination", "index"])
def test_a_page_below_a_restricted_one_sends_to_the_login(client, restricted, index):
    pages = {"index": index, "destination": make_destination(index, CommunityFactory())}
    page_of(client, "/en/stories/the-valley/")
    PageViewRestriction.objects.create(page=pages[restricted], restriction_type="login")

    answer = client.get("/en/stories/the-valley/")

    assert (answer.status_code, page_of(client, "/en/") != "") == (302, True)


def test_a_page_that_was_taken_back_is_gone_for_the_next_reader(client, index):
    page = make_destination(index, CommunityFactory())
    page_of(client, "/en/stories/the-valley/")

    page.unpublish()

    assert client.get("/en/stories/the-valley/").status_code == 404


def test_a_destination_may_have_several_communities(index):
    first, second = CommunityFactory(name="A"), CommunityFactory(name="B")

    make_destination(index, first, second)

    assert [*DestinationPage.objects.get().communities.order_by("name")] == [first, second]


def test_a_theme_gathers_offers_and_stories_of_its_interests(client, index):
    water = InterestFactory()
    fits, other = StayFactory(title="A weir"), StayFactory(title="Another")
    fits.interests.set([water])
    fits.save()
    theme = make_theme(index, water)

    page = page_of(client, theme.get_url())

    assert [f">{one.title}<" in page for one in (fits, other)] == [True, False]
    assert f"interest={water.slug}" in page
    assert "Along the water" in page


def test_a_theme_without_interests_only_tells(client, index):
    StayFactory()

    page = page_of(client, make_theme(index).get_url())

    assert ["Along the water" in page, "offer-card" in page] == [True, False]
    assert feet_of(page) == ["/en/stories/#ways-in"]


def test_a_theme_leads_on_by_its_interests(client, index):
    water = InterestFactory(slug="water")

    page = page_of(client, make_theme(index, water).get_url())

    ways = ["/en/stories/by/interest/water/", "/en/stories/#ways-in"]
    assert feet_of(page) == ways
    assert [client.get(way).status_code for way in ways] == [200, 200]


def test_a_theme_stands_among_the_stories_of_places(client, index):
    theme = make_theme(index)

    assert theme.lead in page_of(client, "/en/stories/")


@pytest.mark.parametrize("kind", [HomePage, DestinationIndexPage, ContentPage, ThemePage])
def test_each_kind_of_page_has_its_preview(client, kind, home):
    if kind in {ContentPage, ThemePage}:
        {ContentPage: make_content, ThemePage: make_theme}[kind](home)
    page = kind.objects.get()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))

    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert draft.status_code == 200
    assert page.title in draft.content.decode()
    assert "unsafe-inline" not in draft["Content-Security-Policy"]


def test_a_number_of_the_map_steps_aside_for_a_letter(index):
    community = CommunityFactory()
    StayFactory.create_batch(9, community=community)
    page = make_destination(index, community)

    pins = destination_context(page).shown.map.place.drawing.pins

    letters = [(pin.x, pin.y) for pin in pins if pin.spot.letter]
    [number] = [(pin.x, pin.y) for pin in pins if not pin.spot.letter]
    assert min(dist(number, letter) for letter in letters) >= 37
