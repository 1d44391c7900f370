"""Where the frame leads."""

import pytest
from django.urls import include, path
from django.utils import translation

from ui.navigation import Column, Editorial, Link, default_navigation, link


def nowhere(request):
    raise NotImplementedError


search = (
    [path("offers/", nowhere, name="offer-list"), path("map/", nowhere, name="map")],
    "search",
)
hosting = ([path("communities/", nowhere, name="community-list")], "hosting")
notifications = ([path("me/", nowhere, name="desk")], "notifications")
urlpatterns = [
    path("", include(search)),
    path("", include(hosting)),
    path("", include(notifications)),
]


@pytest.fixture(autouse=True)
def wired(settings):
    settings.ROOT_URLCONF = __name__
    with translation.override("en"):
        yield


def test_link_is_nothing_where_no_page_is_wired():
    assert link("Stories", "travel_stories:story-list") is None


def test_link_leads_to_a_part_of_a_page():
    found = link("Map", "search:offer-list", icon="map", fragment="map")

    assert found == Link("Map", "/offers/#map", "map")


def test_default_navigation_leaves_out_what_is_not_there():
    navigation = default_navigation(signed_in=False)

    places = [(str(place.label), place.url) for place in navigation.places]
    assert places == [
        ("Map", "/map/"),
        ("Offers", "/offers/"),
        ("Communities", "/communities/"),
    ]
    assert navigation.home.url == "/en/"
    assert navigation.desk is None
    assert navigation.search == Link("Search by place", "/offers/", "search")
    assert [type(column) for column in navigation.columns] == [Column, Column]


def test_default_navigation_leads_a_member_to_the_desk():
    navigation = default_navigation(signed_in=True)

    assert (str(navigation.desk.label), navigation.desk.url) == ("My desk", "/me/")


def test_default_navigation_speaks_the_language_of_each_page():
    with translation.override("fr"):
        french = default_navigation(signed_in=False)
    english = default_navigation(signed_in=False)

    assert [place.label for place in french.places] == ["La carte", "Offres", "Communautés"]
    assert [place.label for place in english.places] == ["Map", "Offers", "Communities"]
    assert (french.home.url, english.home.url) == ("/fr/", "/en/")


def test_default_navigation_shows_what_editors_added_since():
    about = Link("About us", "/en/about/")
    before = default_navigation(signed_in=False)
    after = default_navigation(signed_in=False, editorial=Editorial(cooperative=(about,)))

    assert [about in column.links for column in before.columns] == [False, False]
    assert after.columns[-1] == Column("The co-operative", (about,))
