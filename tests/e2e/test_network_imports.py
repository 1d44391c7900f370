"""A network of 300 offers moves in, and one of its members comes along."""

from playwright.sync_api import expect

from hosting.network_imports.models import ImportedOffer, MemberInvitation
from hosting.offers.models.offers import Offer
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.network_imports import ANTWERP_HEADER, listings_of_antwerp, table
from tests.quotas import limit

OFFERS = 300


def logged_in(open_page, device, live_server, client, person):
    client.force_login(person)
    page = open_page(device | {"locale": "en-GB"}, java_script_enabled=True)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def test_network_of_300_offers_moves_in(live_server, open_page, client, settings):
    limit(settings, network_invitations=3)  # the clock would send the others
    settings.BASE_URL = live_server.url
    coordinator = MembershipFactory(coordinator=True)
    data = table(*listings_of_antwerp(OFFERS), ("nobody", *[""] * 6), header=ANTWERP_HEADER)
    page = logged_in(open_page, DESKTOP, live_server, client, coordinator.person)
    main = page.get_by_role("main")

    page.goto(f"{live_server.url}/en/coordination/{coordinator.community.address}/members/")
    main.get_by_role("link", name="Move a network in").click()
    found = faults(page, page.url)
    file = {"name": "antwerp.csv", "mimeType": "text/csv", "buffer": data}
    main.get_by_label("Table of members and offers").set_input_files(file)
    main.get_by_role("button", name="Continue").click()
    found += faults(page, page.url)
    main.get_by_label("Title of the offer").select_option("name of listing")
    main.get_by_role("button", name="Preview the import").click()
    expect(main.get_by_role("heading", name="1 row can’t be read")).to_be_visible()
    found += faults(page, page.url)
    main.get_by_role("button", name="Import", exact=True).click()
    expect(main.get_by_role("heading", name="300 invited members")).to_be_visible()
    found += faults(page, page.url)

    invitation = MemberInvitation.objects.earliest("pk")
    phone = logged_in(open_page, PHONE, live_server, client, UserFactory())
    phone.goto(f"{live_server.url}{invitation.get_absolute_url()}")
    found += faults(phone, phone.url)
    phone.get_by_label("Who are you, and why this community?").fill("I have a room to share.")
    phone.get_by_role("button", name="Accept").click()
    expect(phone.get_by_text("1 draft is now in “My offers”.")).to_be_visible()
    assert found == []
    assert (ImportedOffer.objects.count(), Offer.objects.count()) == (OFFERS, 1)
