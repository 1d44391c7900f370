"""Searching by place, dates and needs: with scripts and without, on a phone and a desktop."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.e2e.people import open_search_fields
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    NeedFactory,
    PlaceFactory,
    RateFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.search.indexing import index_offers

SEEN_OF_A_CARD = 120  # pixels in the first screen, at least
BOTH = [(PHONE, "fr"), (DESKTOP, "en")]
TEXTS = {
    "fr": {
        "offers": "/fr/offres/",
        "place": "Où",
        "in": "Arrivée",
        "out": "Départ",
        "search": "Chercher",
        "needs": "Équipements",
        "show": "Montrer",
        "filters": "Filtres",
        "show one": "Voir 1 hébergement",
        "show all": "Voir 2 hébergements",
        "more": "Page suivante",
        "back": "Retour à la première page",
    },
    "en": {
        "offers": "/en/offers/",
        "place": "Where",
        "in": "Check-in",
        "out": "Check-out",
        "search": "Search",
        "needs": "Amenities",
        "show": "Show",
        "filters": "Filters",
        "more": "Next page",
        "back": "Back to the first page",
    },
}


@pytest.fixture
def around_loches():
    """Two stays with a cot, one of them taken; one without; and many tips."""
    town = LocalityFactory(name="Loches", search_keys="loches", latitude=47.31, longitude=1.1)
    cot = NeedFactory(slug="cot", name_fr="Lit bébé", name_en="Cot")
    for title, latitude, needs in (("The mill", 47.32, [cot]), ("The barn", 47.34, [])):
        stay = StayFactory(
            title=title,
            words="A room by the weir.",
            notice_days=0,
            place=PlaceFactory(locality=town, latitude=latitude),
        )
        UnitFactory(stay=stay, sleeps=4)
        RateFactory(offer=stay)
        stay.needs.set(needs)
        stay.save()
    for number in range(28):
        TipFactory(
            title=f"Tip {number}",
            place=PlaceFactory(locality=town, latitude=round(47.36 + number / 500, 3)),
        )
    index_offers()


def nights():
    today = timezone.localdate()
    return today + timedelta(days=20), today + timedelta(days=23)


def titles(page):
    return page.locator(".offer-card__title").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("device", "language"), BOTH)
def test_somebody_searches_by_place_dates_and_needs(
    live_server, open_page, around_loches, device, language, scripts
):
    page, texts = open_page(device, java_script_enabled=scripts), TEXTS[language]
    main, (arrival, departure) = page.get_by_role("main"), nights()

    page.goto(live_server.url + texts["offers"])
    open_search_fields(page)
    main.get_by_label(texts["place"]).fill("loches")
    main.get_by_label(texts["in"], exact=True).fill(f"{arrival}")
    main.get_by_label(texts["out"], exact=True).fill(f"{departure}")
    main.get_by_role("button", name=texts["search"]).first.click()
    expect(main.locator("h1")).to_contain_text("Loches")
    for place, title in enumerate(("The mill", "The barn")):
        expect(page.locator(".offer-card__title").nth(place)).to_have_text(title)
    if device is PHONE:
        main.get_by_role("button", name=texts["filters"]).click()
    needs = main.locator("details.facet", has_text=texts["needs"]).first
    needs.locator("summary").click()
    needs.get_by_role("checkbox").first.check()
    if device is PHONE:
        main.get_by_role("button", name=texts["show one" if scripts else "show all"]).click()
    elif not scripts:
        needs.get_by_role("button", name=texts["show"]).click()
    expect(main.locator("#results")).to_contain_text("1 ")
    expect(main.locator(".offer-card__title")).to_have_count(1)

    assert titles(page) == ["The mill"]
    expect(page).to_have_url(re.compile("need=cot"))
    assert f"check_in={arrival}" in main.get_by_role("link", name="The mill").first.get_attribute(
        "href"
    )


def test_a_tick_updates_results_in_place_and_back_undoes_it(live_server, desktop, around_loches):
    main = desktop.get_by_role("main")
    desktop.goto(f"{live_server.url}/en/offers/?place=Loches")
    desktop.evaluate("window.stays = true")
    needs = main.locator("details.facet", has_text="Amenities").first
    needs.locator("summary").click()
    tick = needs.get_by_role("checkbox").first
    tick.focus()
    desktop.keyboard.press("Space")
    expect(main.locator("#results")).to_have_text("1 offer")

    status = main.locator("live-answer > [role=status]")
    expect(status).to_have_text("1 offer")
    assert desktop.evaluate("window.stays") is True
    expect(desktop.locator(":focus")).to_have_value("cot")
    expect(needs).to_have_attribute("open", "")
    expect(main.get_by_role("list", name="Active filters")).to_contain_text("Cot")
    desktop.go_back()
    expect(main.locator("#results")).to_have_text("30 offers")
    expect(desktop).to_have_url(f"{live_server.url}/en/offers/?place=Loches")
    expect(main.get_by_role("list", name="Active filters")).not_to_contain_text("Cot")


@pytest.mark.parametrize("scripts", [True, False])
def test_more_is_shown_and_every_chip_takes_its_wish_away(
    live_server, open_page, around_loches, scripts
):
    page = open_page(DESKTOP, java_script_enabled=scripts)
    main = page.get_by_role("main")

    page.goto(f"{live_server.url}/en/offers/?place=Loches&kind=tip")
    first = titles(page)
    main.get_by_role("link", name="Next page").click()
    expect(main.get_by_text("25–28 of 28")).to_be_visible()
    expect(page.locator(".offer-card__title")).to_have_count(4)
    second = titles(page)
    main.get_by_role("link", name="Back to the first page").click()
    expect(main.get_by_text("1–24 of 28")).to_be_visible()
    main.get_by_role("link", name="Tip , remove filter").click()

    assert len({*first, *second}) == len(first) + len(second) == 28
    expect(main.locator("#results")).to_have_text("30 offers")
    expect(page).to_have_url(f"{live_server.url}/en/offers/?place=Loches&km=20")


def top_of_first_card(page, address):
    page.goto(address)
    return page.locator(".offer-card, .story-card, .entry-card").first.bounding_box()["y"]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_first_result_stands_in_the_first_screen(live_server, open_page, around_loches, device):
    page, (arrival, departure) = open_page(device), nights()
    when = f"check_in={arrival}&check_out={departure}"
    queries = {
        "all": "",
        "dated": f"place=Loches&{when}&adults=2&children=1&need=cot",
        "tips": f"kind=tip&place=Loches&km=40&{when}&order=newest",
        "words": "q=room+weir&kind=stay&place=Loches&need=cot",
    }

    tops = {
        name: top_of_first_card(page, f"{live_server.url}/{language}/?{query}")
        for name, query in queries.items()
        for language in ("en/offers", "fr/offres")
    }

    seen_from = device["viewport"]["height"] - SEEN_OF_A_CARD
    assert {name: top for name, top in tops.items() if top > seen_from} == {}


def test_open_filter_closes_by_escape_and_by_a_press_beside_it(live_server, desktop, around_loches):
    desktop.goto(f"{live_server.url}/en/offers/")
    needs = desktop.locator("details.facet", has_text="Amenities").first

    needs.locator("summary").click()
    needs.get_by_role("checkbox").first.focus()
    desktop.keyboard.press("Escape")
    expect(needs).not_to_have_attribute("open", "")
    expect(needs.locator("summary")).to_be_focused()
    needs.locator("summary").click()
    desktop.locator("#results").click()

    expect(needs).not_to_have_attribute("open", "")


def test_a_page_by_keyboard_lands_on_its_heading(live_server, desktop, around_loches):
    desktop.goto(f"{live_server.url}/en/offers/?kind=tip")

    more = desktop.get_by_role("link", name="Next page")
    more.focus()
    expect(more).to_have_attribute("data-htmx-powered", "true")  # it came with the focus
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("25–28 of 28")).to_be_visible()

    expect(desktop.locator("#results")).to_be_focused()


def test_card_and_pin_mark_each_other_and_map_searches_its_part(
    live_server, desktop, around_loches
):
    desktop.goto(f"{live_server.url}/en/offers/?kind=stay")
    card = desktop.locator(".offer-card", has_text="The mill")
    expect(desktop.locator(".place-map__pin").first).to_be_visible()

    card.hover()
    expect(desktop.locator(".place-map__pin[data-marked]")).to_have_count(1)
    link = desktop.get_by_role("link", name="Search this part of the map")
    expect(link).to_be_hidden()
    desktop.get_by_role("region", name="Map").focus()
    desktop.keyboard.press("ArrowRight")
    link.click()

    for part in ("bbox=", "kind=stay"):
        expect(desktop).to_have_url(re.compile(part))


def test_a_pin_opens_its_card_which_leads_into_a_trip(live_server, desktop, around_loches):
    desktop.goto(f"{live_server.url}/en/offers/?kind=stay")
    card = desktop.locator(".offer-card", has_text="The mill")
    letter = card.locator(".offer-card__letter").inner_text().split()[0]
    pin = desktop.locator(".place-map__pin", has_text=letter).get_by_role("link")
    opened = desktop.locator(".place-map__card")

    expect(pin).to_be_visible()
    desktop.wait_for_load_state("networkidle")  # what it fetches is drawn with the others
    pin.focus()
    desktop.keyboard.press("Enter")
    expect(opened.get_by_role("link").first).to_be_focused()
    links = opened.get_by_role("link").all_inner_texts()
    desktop.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(pin).to_be_focused()
    pin.click()
    opened.get_by_role("link", name="Add to a trip").click()

    assert [link.split("\n")[0] for link in links] == ["The mill", "Add to a trip"]
    assert "/trips/add/" in desktop.url or "next=" in desktop.url


def test_the_list_leaves_nobody_out(live_server, desktop, around_loches):
    complaints, asked = [], []
    desktop.on("console", lambda message: complaints.append(message.text))
    desktop.on("request", lambda request: asked.append(request.url))

    found = []
    for query in ("place=Loches&kind=stay&adults=2", "need=cot&kind=tip", "q=weir&km=0"):
        found += faults(desktop, f"{live_server.url}/en/offers/?{query}")

    assert found == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:", "blob:"))] == []
    assert [words for words in complaints if "422" not in words] == []
