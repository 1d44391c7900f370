"""Reading and finding: in both widths, by light and in the dark, with scripts and without."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hosting.offers.choices.lists import ExchangeMode
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import UnitBed
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    ActivityFactory,
    CauseFactory,
    InterestFactory,
    MembershipFactory,
    NeedFactory,
    PlaceFactory,
    ProductFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory
from tests.search.indexing import index_offers


@pytest.fixture
def place():
    town = LocalityFactory(name="Loches", search_keys="loches", latitude=47.31, longitude=1.1)
    return PlaceFactory(locality=town)


@pytest.fixture
def offers(place):
    """One of each kind by the same host, with a little of everything."""
    mine = {"place": place, "host": place.host}
    stay = StayFactory(**mine, title="The mill", words="A room.\n\nAnd a weir.", notice_days=0)
    stay.needs.set([NeedFactory()])
    stay.interests.set([InterestFactory()])
    stay.save()
    for photo in PhotoFactory.create_batch(4):
        OfferPhoto.objects.create(offer=stay, photo=photo, caption="By the water")
    UnitBed.objects.create(unit=UnitFactory(stay=stay))
    AccessSurvey.objects.create(offer=stay, entrance_steps=1, has_hearing_loop=False)
    RateFactory(offer=stay, explanation="Bread: 10\nTime: 30", audience="For everybody.")
    RateFactory(offer=stay, mode=ExchangeMode.SERVICE, amount=None, explanation="In the garden.")
    mine |= {"community": stay.community}
    activity, product, tip = (
        factory(**mine) for factory in (ActivityFactory, ProductFactory, TipFactory)
    )
    soon = timezone.now() + timedelta(days=3)
    SessionFactory(activity=activity, starts_at=soon, ends_at=soon + timedelta(hours=2))
    stay.community.causes.add(CauseFactory())
    MembershipFactory(community=stay.community, coordinator=True)
    index_offers()
    return stay, activity, product, tip


def pages_of(offers):
    return [
        "/en/offers/",
        "/en/offers/?place=Loches&kind=stay&adults=2",
        "/en/offers/?kind=product&adults=300",
        *(f"/en/offers/{offer.address}/" for offer in offers),
        "/en/communities/",
        f"/en/communities/{offers[0].community.address}/",
    ]


def test_the_public_pages_leave_nobody_out(live_server, desktop, offers):
    complaints, asked = [], []
    desktop.on("console", lambda message: complaints.append(f"{desktop.url}: {message.text}"))
    desktop.on("request", lambda request: asked.append(request.url))

    found = []
    for path in pages_of(offers):
        found += faults(desktop, live_server.url + path)

    own = (live_server.url, "data:", "blob:")
    assert found == []
    assert [url for url in asked if not url.startswith(own)] == []
    assert [words for words in complaints if "422" not in words] == []


@pytest.mark.parametrize("java_script", [True, False])
@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_place_is_looked_for_from_the_head_of_any_page(
    live_server, open_page, offers, device, java_script
):
    page = open_page(device, java_script_enabled=java_script)
    page.goto(f"{live_server.url}/en/communities/")

    if device == PHONE:
        page.locator("summary[aria-label=Menu]").click()
    search = page.get_by_role("search").locator("visible=true")
    search.get_by_label("Search by place").fill("loches")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Around Loches")).to_be_visible()


@pytest.mark.parametrize("width", [1200, 1280])
def test_french_header_keeps_each_link_on_one_line(live_server, open_page, client, width):
    person = UserFactory()
    NoticeFactory.create_batch(12, recipient=person)
    client.force_login(person)
    session = client.cookies["sessionid"].value
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    page.goto(f"{live_server.url}/fr/communautes/")

    links = page.locator(".site-header__link:visible, .site-header__ask:visible")
    tall = "(links) => links.map((link) => link.offsetHeight)"
    heights = dict(zip(links.all_inner_texts(), links.evaluate_all(tall), strict=True))
    assert any("Mon bureau" in words for words in heights)
    assert {words: height for words, height in heights.items() if height > 50} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_somebody_finds_and_begins_to_ask_without_a_script(live_server, open_page, offers):
    page = open_page(DESKTOP, java_script_enabled=False)
    main = page.get_by_role("main")
    arrival, departure = (timezone.localdate() + timedelta(days=days) for days in (2, 4))

    page.goto(f"{live_server.url}/en/offers/")
    main.get_by_label("Where").fill("loches")
    main.get_by_label("Adults").fill("2")
    main.get_by_role("button", name="Search").click()
    expect(main.get_by_role("heading", name="Around Loches")).to_be_visible()
    main.get_by_role("link", name="Stays").click()
    main.get_by_role("link", name="The mill").first.click()
    main.locator(f"a[href*='check_in={arrival}']").first.click()
    main.locator(f"a[href*='check_out={departure}']").first.click()
    main.get_by_role("button", name="Write to").click()

    asked = f"check_in%3D{arrival}%26check_out%3D{departure}%26adults%3D2"
    for part in ("/en/account/log-in/", asked):
        expect(page).to_have_url(re.compile(re.escape(part)))
