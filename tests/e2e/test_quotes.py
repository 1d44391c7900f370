"""A works council on a phone: asks, gets a quote as a PDF, signs; the quote is the annex."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import expect

from hosting.offers.choices.lists import RateUnit
from hosting.quotes.models import Quote
from hosting.requests.models.agreements import Agreement
from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.quotes import council_request


def test_a_works_council_asks_gets_a_quote_and_signs(live_server, open_page):
    first = timezone.localdate() + timedelta(days=20)
    request = council_request(
        check_in=first,
        check_out=first + timedelta(days=3),
        amount=Decimal(60),
        unit_of_rate=RateUnit.NIGHT,
        terms={"total": Decimal(180)},
    )
    address = f"{live_server.url}{request.get_absolute_url()}"
    council = open_page(PHONE)
    log_in(council, live_server, request.guest)
    council.goto(address)
    council.get_by_role("button", name="Ask for a written quote").click()
    expect(council.get_by_text("You’ve asked the host for a written quote.")).to_be_visible()

    host = open_page(PHONE)
    log_in(host, live_server, request.host)
    host.goto(address)
    host.get_by_role("link", name="Make the quote").click()
    host.get_by_label("What your quotes must say by law").fill("VAT not applicable")
    host.get_by_role("button", name="Send the quote").click()
    expect(host.get_by_text("Your quote has been sent.")).to_be_visible()
    expect(host.get_by_text("VAT not applicable")).to_be_visible()
    expect(host.get_by_role("cell", name="€180").first).to_be_visible()

    quote = Quote.objects.get()
    council.goto(address)
    with council.expect_download() as download:
        council.get_by_role("link", name="Download the PDF").first.click()
    assert download.value.suggested_filename == f"quote-{quote.reference}.pdf"
    council.get_by_role("button", name="Accept").click()
    expect(council.get_by_text("This quote is part of your agreement.")).to_be_visible()
    expect(council.get_by_text(f"Annex: quote {quote.reference}").first).to_be_visible()
    assert Agreement.objects.get().quote == quote
