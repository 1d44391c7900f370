"""The field for places: keys, pointer, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from commons.geography.selectors.localities import read_gazetteer
from tests.e2e.looking import violations
from tests.e2e.people import open_search_fields
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import PlaceFactory, StayFactory


@pytest.fixture
def address(live_server):
    for number, name in enumerate(["Tours", "Tours-en-Savoie", "Tours-sur-Marne"]):
        LocalityFactory(name=name, population=100 - number)
    LocalityFactory(city=True, name="Turin", alternate_names="Tourin")
    read_gazetteer.cache_clear()
    return f"{live_server.url}/en/offers/"


def typed(page, address, text):
    page.goto(address)
    open_search_fields(page)
    field = page.locator("main place-field input")
    field.click()
    page.locator("main place-field [role=listbox]").wait_for(state="attached")
    field.press_sequentially(text)
    return field


def options(page):
    page.locator("main place-field [role=option]").first.wait_for()
    return [" ".join(text.split()) for text in page.locator("main [role=option]").all_inner_texts()]


def test_suggestions_are_walked_with_keys_and_taken_with_enter(address, desktop):
    field = typed(desktop, address, "tour")

    names = options(desktop)
    field.press("ArrowDown")
    field.press("ArrowDown")
    pointed = desktop.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text()
    field.press("Enter")

    assert names == [
        "Tours (Indre-et-Loire)",
        "Tours-en-Savoie (Indre-et-Loire)",
        "Tours-sur-Marne (Indre-et-Loire)",
        "Turin (Italy) Tourin",
    ]
    assert pointed == names[1]
    expect(field).to_have_value(names[1])
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None


def test_arrow_up_begins_at_the_end_and_escape_keeps_what_was_typed(address, desktop):
    field = typed(desktop, address, "tour")
    names = options(desktop)

    field.press("ArrowUp")
    pointed = " ".join(desktop.locator("[role=option][aria-selected=true]").inner_text().split())
    field.press("Escape")

    assert pointed == names[-1]
    expect(desktop.locator("main place-field [role=listbox]")).to_be_hidden()
    expect(field).to_have_value("tour")


def test_a_suggestion_is_taken_with_a_finger(address, phone):
    field = typed(phone, address.replace("/en/offers/", "/fr/offres/"), "tourin")
    options(phone)

    phone.locator("main place-field [role=option]").first.tap()

    expect(field).to_have_value("Turin (Italie)")


def test_the_open_list_leaves_nobody_out_and_says_how_many_there_are(address, desktop):
    complaints = []
    desktop.on("console", lambda message: complaints.append(message.text))
    typed(desktop, address, "tours")
    options(desktop)

    found = violations(desktop)

    assert found == []
    assert complaints == []
    expect(desktop.locator("main place-field [role=status]")).to_have_text("3 suggestions")


def test_a_failing_server_leaves_a_plain_field(address, desktop):
    desktop.route("**/places.json*", lambda route: route.abort())

    with desktop.expect_event("requestfailed", lambda request: "q=tours" in request.url):
        field = typed(desktop, address, "tours")
    desktop.wait_for_timeout(400)  # in which nothing opens

    assert desktop.locator("main place-field [role=listbox]").is_hidden()
    assert field.input_value() == "tours"


def test_without_a_script_the_server_understands_the_text(address, open_page):
    page = open_page({"viewport": {"width": 390, "height": 844}}, java_script_enabled=False)
    page.goto(address)

    open_search_fields(page)
    page.locator("main place-field input").fill("tours")
    page.locator("main place-field input").press("Enter")

    expect(page).to_have_url(re.compile("place=tours"))
    expect(page.locator("main place-field input")).to_have_value("tours")


def test_the_field_in_the_head_suggests_places_with_offers_first(live_server, desktop):
    town = LocalityFactory(name="Amboise", population=10)
    LocalityFactory(name="Ambert", population=10_000)
    StayFactory(place=PlaceFactory(locality=town))
    read_gazetteer.cache_clear()

    desktop.goto(f"{live_server.url}/en/communities/")
    head = desktop.locator("#head-place")
    head.click()
    desktop.locator(".site-header [role=listbox]").first.wait_for(state="attached")
    head.press_sequentially("amb")
    desktop.locator(".site-header [role=option]").first.wait_for()
    names = desktop.locator(".site-header [role=option]").all_inner_texts()
    head.press("ArrowDown")
    head.press("Enter")
    head.press("Enter")
    desktop.wait_for_url("**/offers/?place=Amboise*")

    assert [name.split(" ")[0] for name in names] == ["Amboise", "Ambert"]
    assert "1 offer" in names[0]
