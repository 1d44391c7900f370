"""What is gathered among all offers is remembered, and nobody is shown by memory alone."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from cms.blocks.selectors.cached_aggregates import AGGREGATES, cached_aggregate
from cms.pages.presenters.destinations import destination_context
from hosting.communities.models.communities import Community
from hosting.communities.signals import community_changed
from hosting.offers.models.offers import Offer
from hosting.offers.signals import offer_changed, offer_published, offer_withdrawn
from hosting.offers.states import OfferState
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.hosting import CommunityFactory, StayFactory

pytestmark = pytest.mark.django_db


def titles_in(destination):
    return [card.title for card in destination_context(destination).shown.cards.values()]


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def destination(community):
    return make_destination(make_index(make_home()), community)


def test_an_offer_that_was_paused_is_shown_no_more_at_once(destination, community):
    StayFactory(community=community, title="The weir")
    StayFactory(community=community, title="The mill")
    before = titles_in(destination)

    Offer.objects.filter(title="The mill").update(state=OfferState.PAUSED)

    assert before == ["The mill", "The weir"]
    assert titles_in(destination) == ["The weir"]


def test_a_voice_of_the_home_page_that_was_paused_is_heard_no_more_at_once(client):
    make_home()
    StayFactory(title="The weir", words="Come for the weir.")
    before = client.get("/en/").content.decode()

    Offer.objects.update(state=OfferState.PAUSED)

    assert [
        "Come for the weir." in page for page in (before, client.get("/en/").content.decode())
    ] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "signal", [offer_published, offer_changed, offer_withdrawn, community_changed]
)
def test_aggregates_are_renewed_after_a_signal(signal, django_capture_on_commit_callbacks):
    cached_aggregate("the first", lambda: "before")

    with django_capture_on_commit_callbacks(execute=True):
        signal.send(sender=Offer, offer=StayFactory(), community=CommunityFactory())
        until_commit = cached_aggregate("the first", lambda: "after")

    assert (until_commit, cached_aggregate("the first", lambda: "after")) == ("before", "after")


def test_each_language_has_its_own_words():
    with override("fr"):
        french = cached_aggregate("words", lambda: "mots")
    with override("en"):
        english = cached_aggregate("words", lambda: "words")

    assert (french, english) == ("mots", "words")


def test_counts_are_not_counted_again_for_the_next_visitor(destination, community, count_queries):
    StayFactory(community=community)
    first = count_queries(lambda: destination_context(destination))

    again = count_queries(lambda: destination_context(destination))

    assert again < first


@pytest.mark.parametrize("count", [1, 2, 4])
def test_voices_that_everybody_may_hear_are_not_gathered_twice(client, count, count_queries):
    make_home()
    for number in range(count):
        StayFactory(title=f"Voice {number}", words="Come.")
    client.get("/en/")

    asked = count_queries(lambda: client.get("/en/"))

    assert asked <= 6


def test_cached_fragment_varies_by_words_and_ends_with_a_change():
    part = Template(
        "{% load fragment_cache %}"
        "{% cached_fragment 'part' words %}{{ words }}, {{ seen }}{% endcached_fragment %}"
    )

    drawn = [
        part.render(Context({"words": words, "seen": seen}))
        for words, seen in (("<b>", 1), ("<b>", 2), ("b", 3))
    ]
    AGGREGATES.invalidate()

    assert drawn == ["&lt;b&gt;, 1", "&lt;b&gt;, 1", "b, 3"]
    assert part.render(Context({"words": "b", "seen": 4})) == "b, 4"


def test_who_hosts_is_drawn_anew_once_a_community_changed(client):
    make_home()
    offer = StayFactory(community__name="The weir")
    before = client.get("/en/").text

    Community.objects.update(name="The mill")
    AGGREGATES.invalidate()

    assert ["The weir" in before, "The mill" in client.get("/en/").text] == [True, True]
    assert offer.community.name not in client.get("/en/").text
