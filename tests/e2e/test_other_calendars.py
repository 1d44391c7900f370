"""A host connects a calendar of another site, decides about a conflict, and gives a link away."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.core.http.foreign_server import running
from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.hosting import AgreementFactory

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@elsewhere.example
DTSTART;VALUE=DATE:{first:%Y%m%d}
DTEND;VALUE=DATE:{end:%Y%m%d}
SUMMARY:Reserved
END:VEVENT
END:VCALENDAR
"""


def test_a_host_joins_a_calendar_and_solves_a_conflict(live_server, open_page, settings):
    settings.HTTP_CLIENT_ALLOWED_HOSTS = ["127.0.0.1"]
    first = timezone.localdate() + timedelta(days=20)
    dates = {"request__check_in": first, "request__check_out": first + timedelta(days=3)}
    agreement = AgreementFactory(**dates)
    page = open_page(PHONE | {"locale": "en-GB"})
    log_in(page, live_server, agreement.host)

    with running() as elsewhere:
        body = EVENT.format(first=first, end=first + timedelta(days=2)).encode()
        address = elsewhere.answer("/calendar.ics", body, Content_Type="text/calendar")
        page.goto(f"{live_server.url}/en/hosting/calendar/{agreement.unit.public_id}/")
        page.get_by_role("link", name="Calendars kept elsewhere").click()
        page.get_by_label("Address of the calendar").fill(address)
        page.get_by_label("Name").fill("Gîtes")
        page.get_by_role("button", name="Connect", exact=True).click()

    expect(page.get_by_text("The calendar is connected.")).to_be_visible()
    conflict = page.get_by_role("region", name="Dates taken twice")
    expect(conflict.get_by_text("Elsewhere: Gîtes")).to_be_visible()
    expect(conflict.get_by_role("link", name=agreement.guest_name)).to_be_visible()
    conflict.get_by_role("button", name="Keep both").click()
    expect(page.get_by_text("You’re keeping both.")).to_be_visible()

    page.goto(f"{live_server.url}/en/hosting/calendar-links/")
    page.get_by_role("button", name="Create a link").first.click()
    expect(page.get_by_role("link", name="Add to this device’s calendar")).to_be_visible()
    link = page.get_by_label("Secret link: give it only to a calendar you trust").input_value()
    own = page.request.get(f"{live_server.url}/{link.split('/', 3)[3]}").text()
    assert f"DTSTART;VALUE=DATE:{first:%Y%m%d}" in own
    assert "elsewhere.example" not in own
