"""Two host together on their phones: one invites, the other accepts and answers for both."""

from uuid import uuid4

from playwright.sync_api import expect

from hosting.requests.actions.requests import send_request
from hosting.requests.models.requests import RequestDraft
from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MAY, MembershipFactory, RateFactory, UnitFactory


def test_a_co_host_is_invited_and_answers_for_the_host(live_server, open_page):
    stay = UnitFactory(stay__host__display_name="Odile", stay__title="The mill").stay
    RateFactory(offer=stay)
    mia = MembershipFactory(community=stay.community, person__display_name="Mia").person
    ada = UserFactory(display_name="Ada")

    host = open_page(PHONE)
    log_in(host, live_server, stay.host)
    host.goto(f"{live_server.url}/en/hosting/offers/{stay.public_id}/")
    host.get_by_role("link", name="Who helps you with this offer").click()
    host.get_by_label("Their email address").fill(mia.email)
    host.get_by_role("button", name="Send invitation").click()
    expect(host.get_by_text("invited to answer requests, hasn’t answered yet")).to_be_visible()

    helper = open_page(PHONE)
    log_in(helper, live_server, mia)
    helper.goto(f"{live_server.url}/en/me/")
    helper.locator(".checklist__act", has_text="View the invitation").click()
    helper.get_by_role("button", name="Accept: The mill").click()
    expect(helper.get_by_role("button", name="Stop helping: The mill")).to_be_visible()

    draft = RequestDraft(stay, adults=2, message="May we come?", dates=MAY)
    request = send_request(draft=draft, key=uuid4(), by=ada)
    helper.goto(f"{live_server.url}{request.get_absolute_url()}")
    expect(helper.get_by_text("You answer this request for Odile.")).to_be_visible()
    helper.get_by_label("Your message").fill("You are welcome, all of you.")
    helper.get_by_role("button", name="Send", exact=True).click()
    expect(helper.get_by_text("Your message has been sent.")).to_be_visible()
    helper.get_by_role("button", name="Accept").click()

    guest = open_page(PHONE)
    log_in(guest, live_server, ada)
    guest.goto(f"{live_server.url}{request.get_absolute_url()}")
    expect(guest.get_by_text("Can also answer for Odile: Mia.")).to_be_visible()
    expect(guest.get_by_text("You are welcome, all of you.")).to_be_visible()
    expect(guest.get_by_text("You made an agreement.")).to_be_visible()
    guest.goto(f"{live_server.url}{stay.get_absolute_url()}")
    expect(guest.get_by_text("Requests are also answered by Mia")).to_be_visible()
