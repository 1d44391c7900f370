"""From the page of an offer into a trip, on a phone, with and without scripts."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.factories.hosting import UnitFactory
from tests.factories.travel_stories import SeatFactory, TripFactory


@pytest.mark.parametrize("java_script", [True, False])
def test_an_offer_comes_into_the_plan_and_leads_back(live_server, open_page, java_script):
    first = timezone.localdate() + timedelta(days=30)
    seat = SeatFactory(trip=TripFactory(starts_on=first), organiser=True)
    stay = UnitFactory(sleeps=2, stay__title="Le Jardin", stay__party_max=None).stay
    page = open_page(PHONE, java_script_enabled=java_script)
    log_in(page, live_server, seat.person)

    with translation.override("fr"):
        address = f"{live_server.url}{stay.get_absolute_url()}"
    arrival, departure = first + timedelta(days=1), first + timedelta(days=3)
    page.goto(f"{address}?check_in={arrival}&check_out={departure}")
    page.get_by_role("link", name="Ajouter à un voyage").first.click()
    page.get_by_role("button", name="Ajouter au programme").click()

    expect(page.get_by_role("heading", name="Le Jardin")).to_be_in_viewport()
    expect(page.get_by_text("Nuit 2 sur 2, Le Jardin")).to_be_visible()
    expect(page.get_by_text("Pas assez de lits")).to_be_visible()
    page.get_by_role("link", name="Retour à la page précédente").click()
    expect(page).to_have_url(re.compile(f"check_in={arrival}"))
