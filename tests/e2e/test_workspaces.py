"""A workspace is taken for four half-days, on a phone whose browser runs no script."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from hosting.offers.choices.lists import RateUnit
from hosting.requests.models.agreements import Agreement
from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.hosting import DeskFactory, RateFactory


def test_a_workspace_is_taken_for_four_half_days(live_server, open_page):
    every_day = {"workspace__weekdays": list(range(7)), "workspace__title": "The old school"}
    desk, guest = DeskFactory(**every_day), UserFactory()
    RateFactory(offer=desk.workspace, amount=8, unit=RateUnit.HALF_DAY)
    days = [timezone.localdate() + timedelta(days=ahead) for ahead in (2, 3)]
    codes = [f"{day}.{half}" for day in days for half in ("am", "pm")]
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, live_server, guest)

    page.goto(f"{live_server.url}{desk.workspace.get_absolute_url()}")
    for code in codes[:2]:
        page.locator(f'input[value="{code}"]').check()
    page.get_by_role("button", name="Write to").click()
    for code in codes[2:]:
        page.locator(f'input[value="{code}"]').check()
    page.get_by_label("Your message").fill("A quiet place for two days of translating, please.")
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("€32").first).to_be_visible()

    host = open_page(PHONE, java_script_enabled=False)
    log_in(host, live_server, desk.workspace.host)
    host.goto(page.url)
    host.get_by_role("button", name="Accept").first.click()
    expect(host.get_by_text("You made an agreement.").first).to_be_visible()

    taken = desk.night_holds.order_by("night", "part").values_list("night", "part")
    assert [f"{night}.{part}" for night, part in taken] == codes
    assert Agreement.objects.get().total == 32
    page.goto(f"{live_server.url}{desk.workspace.get_absolute_url()}")
    for code in codes:
        expect(page.locator(f'input[value="{code}"]')).to_be_disabled()
