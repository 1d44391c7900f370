"""A reader who follows every link: by each way in, from page to page, and never to a shut door."""

import re
from collections import Counter
from functools import cache
from math import inf

import pytest
import time_machine
from django.urls import reverse

from cms.pages.choices import BrowseBy
from cms.pages.models import DestinationPage
from hosting.offers.actions.offers import pause_offer
from hosting.offers.models.offers import Offer
from tests.cms.discovery.test_pages import Country
from tests.crawling import sort_of
from tests.exhaustive import size
from travel_stories.itineraries.actions.publication import withdraw_itinerary
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.stories.actions.publication import withdraw_story
from travel_stories.stories.models.stories import Story

pytestmark = pytest.mark.django_db

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
LINK = re.compile(r'href="(/en/[^"#?]*)')
# Before anything was taken off: what is around a thing is asked by the same code for all of a sort.
AROUND_EACH = size(1, exhaustive=inf)


@pytest.fixture(autouse=True)
def third_of_april():
    with time_machine.travel("2027-04-03 10:00", tick=False):
        yield


def reader(client):
    """Says what a page leads to, and that it is there itself; a page is asked for once."""

    @cache
    def links_of(url):
        answer = client.get(url)
        assert answer.status_code == 200, url
        return set(LINK.findall(MAIN.search(answer.text)[0]))

    return links_of


def wander(client, around_each=inf):
    """Every way in and every entry, then around each thing that stands behind one.

    `around_each` is around how many things of one sort.
    """
    links_of = reader(client)
    entries = {way: entries_of(links_of, way) for way in BrowseBy}
    cards = {url for found in entries.values() for url in found}
    behind = set().union(*map(links_of, cards))
    around, sorts = set(), Counter()
    for url in sorted({url for thing in behind for url in links_of(thing) if "/around/" in url}):
        sorts[sort_of(url)] += 1
        if sorts[sort_of(url)] <= around_each:
            around.add(url)
    beside = set().union(*map(links_of, around))
    for url in beside - behind:
        links_of(url)
    return entries, behind | beside


def entries_of(links_of, way):
    url = reverse("cms:way-in", kwargs={"way": way})
    return {link for link in links_of(url) if link.startswith(url) and link != url}


def public_of(number):
    """The addresses of what was grown with this number."""
    things = (
        *Offer.objects.filter(title=f"Offer {number}"),
        *Story.objects.filter(title=f"Story {number}"),
        *(edition.itinerary for edition in ItineraryEdition.objects.filter(title=f"Road {number}")),
    )
    page = DestinationPage.objects.get(title=f"Valley {number}")
    return {*(thing.get_absolute_url() for thing in things), page.get_url()}


def take_off(number):
    """One of each noun leaves the public pages, by the deeds of its people."""
    for offer in Offer.objects.filter(title=f"Offer {number}"):
        pause_offer(offer=offer.specific, by=offer.host)
    for story in Story.objects.filter(title=f"Story {number}"):
        withdraw_story(story=story, by=story.authors.get())
    for edition in ItineraryEdition.objects.filter(title=f"Road {number}"):
        road = edition.itinerary
        withdraw_itinerary(itinerary=road, by=road.composers.get().person)
    DestinationPage.objects.get(title=f"Valley {number}").unpublish()


def test_every_link_opens_and_none_leads_to_what_was_taken_off(client, committed):
    country = Country()
    country.grow(1)
    ways, before = wander(client, AROUND_EACH)
    taken, kept = public_of(1), public_of(0)

    with committed():
        take_off(1)
    fewer_ways, after = wander(client)

    assert [way for way, entries in ways.items() if not entries] == []
    assert [way for way, entries in fewer_ways.items() if not entries] == []
    assert taken | kept <= before
    assert after & taken == set()
    assert kept <= after
    assert {client.get(url).status_code for url in taken} == {404}
