"""Hearts and lists of favourites, with a script and without."""

import pytest
from playwright.sync_api import expect

from hosting.favourites.models import Favourite
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.search.indexing import index_offers


@pytest.mark.parametrize(
    ("device", "scripts"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "without-scripts"]
)
def test_heart_keeps_an_offer_and_its_list_undoes(live_server, open_page, client, device, scripts):
    client.force_login(UserFactory())
    StayFactory(title="The mill")
    index_offers()
    page = open_page(device | {"locale": "en-GB"}, java_script_enabled=scripts)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    main = page.get_by_role("main")

    page.goto(f"{live_server.url}/en/offers/")
    heart = main.get_by_role("button", name="Save to favourites: The mill")
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    page.goto(f"{live_server.url}/en/me/favourites/")
    main.get_by_role("link", name="My favourites").click()
    found = [] if not scripts else faults(page, page.url)
    main.get_by_role("button", name="Remove from this list: The mill").click()
    main.get_by_role("button", name="Undo").click()

    expect(main.get_by_role("link", name="The mill", exact=True)).to_be_visible()
    assert found == []
    assert Favourite.objects.count() == 1
