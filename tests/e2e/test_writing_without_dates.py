"""A question without dates on a phone: asked, on the host's desk, answered with a plan, read."""

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.hosting import UnitFactory

PDF = b"%PDF-1.4\n% how to find us\n%%EOF\n"


def test_a_question_without_dates_is_answered_with_a_plan(live_server, open_page):
    stay, ada = UnitFactory().stay, UserFactory(display_name="Ada")
    guest = open_page(PHONE)
    log_in(guest, live_server, ada)
    guest.goto(f"{live_server.url}{stay.get_absolute_url()}")

    guest.get_by_role("link", name="Just a question? Write to the host").click()
    guest.get_by_label("Your message").fill("Is there a shed for bicycles?")
    guest.get_by_role("button", name="Send").click()
    expect(guest.get_by_text("Your message has been sent.")).to_be_visible()

    host = open_page(PHONE)
    log_in(host, live_server, stay.host)
    host.goto(f"{live_server.url}/en/me/")
    host.locator(".checklist__act", has_text="Reply").click()
    host.get_by_label("Your message").fill("There is, here is how to find it.")
    plan = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    host.get_by_label("Photos or PDFs").set_input_files(plan)
    host.get_by_role("button", name="Send").click()
    expect(host.get_by_role("link", name="plan")).to_be_visible()

    guest.goto(f"{live_server.url}/en/me/messages/")
    expect(guest.get_by_text("1 new message")).to_be_visible()
    guest.locator(".checklist__act", has_text="Open").click()
    with guest.expect_download() as download:
        guest.get_by_role("link", name="plan").click()
    assert download.value.suggested_filename == "plan.pdf"
