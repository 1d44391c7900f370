"""Two neighbours swap houses for a week, then one of them cancels, and both stays fall."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect

from hosting.calendars.models import NightHold
from hosting.requests.models.agreements import Agreement
from tests.e2e.test_accounts import log_in
from tests.factories.swaps import neighbours


def test_two_neighbours_swap_houses_for_a_week(live_server, desktop):
    pair = neighbours()
    asker, host = pair.asker, pair.theirs.stay.host
    check_in = timezone.localdate() + timedelta(days=40)
    check_out = check_in + timedelta(days=7)
    with translation.override("en"):
        path = reverse("hosting:request-ask", args=[pair.theirs.stay.public_id])

    log_in(desktop, live_server, asker)
    desktop.goto(f"{live_server.url}{path}?check_in={check_in}&check_out={check_out}")
    desktop.get_by_role("radio", name="House swap").check()
    desktop.get_by_label("Which of your stays do you give?").select_option(label="The barn")
    desktop.get_by_label("Adults from the other home").fill("2")
    desktop.get_by_label("Your message").fill("A week at yours, a week at ours?")
    desktop.get_by_role("button", name="Send request").click()
    expect(desktop.get_by_role("heading", name="stays at yours")).to_be_visible()
    page = desktop.url

    log_in(desktop, live_server, host)
    desktop.goto(page)
    expect(desktop.get_by_role("heading", name="In exchange, you stay at")).to_be_visible()
    desktop.get_by_role("button", name="Accept both stays").click()
    expect(desktop.get_by_role("heading", name="The mill")).to_be_visible()
    desktop.get_by_role("link", name="The other agreement").click()
    expect(desktop.get_by_role("heading", name="The barn")).to_be_visible()
    references = {one.reference for one in Agreement.objects.all()}
    nights = NightHold.objects.count()

    desktop.get_by_role("link", name="Cancel the agreement").click()
    expect(desktop.get_by_text("The other stay is cancelled with it")).to_be_visible()
    desktop.get_by_role("button", name="Cancel the agreement").click()
    expect(desktop.get_by_text("The house swap has been cancelled.")).to_be_visible()

    assert (len(references), nights, NightHold.objects.count()) == (2, 14, 0)
