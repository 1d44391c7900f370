"""A request on a phone: seen is read, the sum follows the dates, one bar answers."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import expect

from commons.conversations.actions import post_message
from commons.conversations.selectors import unread_counts
from hosting.offers.choices.lists import RateUnit
from hosting.requests.models.agreements import Agreement
from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.hosting import ProposalFactory, RequestFactory


def test_a_request_is_read_recounted_and_accepted_on_a_phone(live_server, open_page):
    first = timezone.localdate() + timedelta(days=20)
    request = RequestFactory(
        check_in=first,
        check_out=first + timedelta(days=3),
        amount=Decimal(60),
        unit_of_rate=RateUnit.NIGHT,
    )
    ProposalFactory(request=request, by=request.guest, total=Decimal(180))
    post_message(thread=request.thread, body="By the mill stream.", by=request.guest)
    page = open_page(PHONE)
    log_in(page, live_server, request.host)
    page.goto(f"{live_server.url}{request.get_absolute_url()}")

    expect(page.locator("mark-read")).to_have_count(0)
    assert unread_counts(request.host) == {}
    expect(page.get_by_role("button", name="Accept")).to_be_in_viewport()
    page.get_by_role("link", name="Propose changes").click()
    page.wait_for_load_state("networkidle")
    page.get_by_label("Check-out").fill(str(first + timedelta(days=4)))
    page.get_by_label("Check-out").blur()
    expect(page.get_by_label("Total")).to_have_value("240.00")
    page.get_by_role("button", name="Send the proposal").click()

    guest = open_page(PHONE)
    log_in(guest, live_server, request.guest)
    guest.goto(f"{live_server.url}{request.get_absolute_url()}")
    guest.get_by_role("button", name="Accept").click()
    expect(guest.get_by_text("You made an agreement.").first).to_be_visible()
    assert Agreement.objects.get().total == Decimal(240)
