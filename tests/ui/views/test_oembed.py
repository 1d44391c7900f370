"""Whoever is given an address of ours shows its card: as oEmbed says, in JSON and in XML."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from hosting.offers.states import OfferState
from tests.factories.hosting import CommunityFactory, StayFactory
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from travel_stories.stories.actions.listings import refresh_listing

pytestmark = pytest.mark.django_db


def ask(client, url, **asked):
    return client.get("/oembed", {"url": url, **asked}, headers={"accept-language": "en"})


def address_of(page):
    return f"http://testserver{page.get_absolute_url()}"


def make_story():
    story = StoryFactory(title="Down the Cher")
    BlockFactory(chapter__story=story, by=AuthorFactory(story=story, lead=True))
    published(story)
    refresh_listing(story)
    return story


@pytest.mark.parametrize("make", [StayFactory, CommunityFactory, make_story])
def test_what_is_public_has_a_card_in_a_frame(client, make):
    page = make()
    told = ask(client, address_of(page)).json()

    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", "rich", "Hirondelle")
    assert told["title"] == str(page)
    source = re.search(r'src="http://testserver([^"]+)"', told["html"])[1]
    card = client.get(source)
    assert card.status_code == 200
    assert str(page) in card.content.decode()
    assert "<script" not in card.content.decode() + told["html"]


def test_any_page_may_hold_a_card_and_only_a_card(client):
    stay = StayFactory()

    card = client.get(f"/en/cards/offer/{stay.public_id}/")
    page = client.get(stay.get_absolute_url())

    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "script-src" not in card["Content-Security-Policy"]
    assert "default-src 'none'" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert not card.cookies
    assert 'rel="icon"' in card.content.decode()  # else a browser asks for one that isn't there
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_a_card_speaks_the_language_of_the_address(client):
    stay = StayFactory()

    told = ask(client, f"http://testserver/fr/offres/{stay.address}/").json()

    assert f"/fr/cartes/offer/{stay.public_id}/" in told["html"]


def test_the_same_is_told_as_xml(client):
    stay = StayFactory(title="A <mill> & more")

    answer = ask(client, address_of(stay), format="xml")

    root = fromstring(answer.content)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {
        name: str(value) for name, value in ask(client, address_of(stay)).json().items()
    }


def test_a_frame_is_no_larger_than_whoever_asks_has_room_for(client):
    told = ask(client, address_of(StayFactory()), maxwidth="300", maxheight="9000").json()

    assert (told["width"], told["height"]) == (300, 240)
    assert 'width="300" height="240"' in told["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "offers",
        "http://[",
        "javascript:alert(1)",
        pytest.param("http://elsewhere.example/en/offers/{stay}/", id="other-site"),
        "http://testserver/en/offers/",
        "http://testserver/en/me/",
        pytest.param("http://testserver/en/offers/abcd2345/", id="no-such-offer"),
        pytest.param("http://testserver/offers/{stay}/", id="no-language"),
        pytest.param("ftp://testserver/en/offers/{stay}/", id="ftp"),
    ],
)
def test_whatever_else_has_no_card(client, url):
    answer = ask(client, url.format(stay=StayFactory().address))

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_not_public_has_no_card(client):
    stay = StayFactory(state=OfferState.PAUSED)

    assert ask(client, address_of(stay)).status_code == 404
    assert client.get(f"/en/cards/offer/{stay.public_id}/").status_code == 404
    assert client.get(f"/en/cards/castle/{stay.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"maxwidth": "wide"}, 422),
        ({"maxwidth": "0"}, 422),
        ({"maxheight": "-5"}, 422),
        ({"maxheight": "9" * 5_000}, 422),
        ({"maxwidth": "٣٠٠"}, 422),
    ],
)
def test_what_cannot_be_told_so_is_refused(client, asked, status):
    assert ask(client, address_of(StayFactory()), **asked).status_code == status


@pytest.mark.parametrize("make", [StayFactory, CommunityFactory, make_story])
def test_a_page_names_its_card_in_both_forms(client, make):
    page = client.get(make().get_absolute_url()).content.decode()

    for form in ("json", "xml"):
        found = re.search(
            rf'type="(?:application/json|text/xml)\+oembed"\s+href="([^"]+format={form})"', page
        )
        assert client.get(found[1].replace("&amp;", "&")).status_code == 200
