"""An itinerary: composed without a script, dragged on a desk, taken over by a visitor."""

import re

import pytest
from playwright.sync_api import expect

from demo.accounts import PASSWORD
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_accounts import log_in
from tests.e2e.test_host_space import Hand
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MembershipFactory, StayFactory, TipFactory
from tests.factories.itineraries import a_reader, a_stage, published, with_steps
from travel_stories.itineraries.actions.publication import submit_itinerary
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.trips.models.trips import Trip


def test_an_itinerary_is_composed_and_handed_in_without_a_script(live_server, open_page):
    membership = MembershipFactory()
    LocalityFactory(name="Loches")
    StayFactory(title="Le moulin", community=membership.community)
    TipFactory(title="Demander au café")
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, live_server, membership.person)
    page.goto(f"{live_server.url}/fr/accueillir/itineraires/")
    hand = Hand(page)

    hand.follow("Nouvel itinéraire")
    hand.fill(title="De bief en bief", summary="Deux jours sans voiture.", days="2")
    hand.press("Créer l’itinéraire")
    hand.follow("Ajouter un lieu")
    hand.fill(title="Le banc", locality="Loches", words="Asseyez-vous.")
    hand.main.locator("[name=mode]").select_option("walk")
    hand.press("Ajouter à l’itinéraire")
    hand.follow("Ajouter une offre")
    hand.press("Ajouter Le moulin")
    hand.fill(words="Frappez fort.")
    hand.press("Enregistrer")
    hand.press("Descendre : Le moulin")
    hand.follow("Aperçu")
    hand.see("Frappez fort.")
    hand.page.get_by_role("link", name="Retour à la rédaction").click()
    hand.press("Soumettre à relecture")
    hand.see("Vous pourrez reprendre vos modifications une fois qu’elle sera terminée.")

    steps = Itinerary.objects.get().stages.in_order().values_list("day", "kind")
    assert list(steps) == [(1, "place"), (2, "offer")]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_step_is_dragged_and_the_order_is_kept(live_server, open_page, device):
    composer = with_steps()
    a_stage(composer, title="Last")
    page = open_page(device | {"locale": "en-GB"})
    log_in(page, live_server, composer.person)
    page.goto(f"{live_server.url}/en/hosting/itineraries/{composer.itinerary.public_id}/")
    steps = page.locator("[data-step]")
    expect(steps).to_have_count(3)

    handle, target = steps.nth(2).locator("[data-handle]"), steps.nth(0)
    there = target.bounding_box()
    handle.hover()
    page.mouse.down()
    page.mouse.move(there["x"] + 60, there["y"] + 4, steps=8)
    with page.expect_navigation():
        page.mouse.up()

    expect(steps.nth(0)).to_contain_text("Last")
    titles = composer.itinerary.stages.in_order().values_list("title", flat=True)
    assert list(titles) == ["Last", "The weir", "A bench"]


def test_somebody_else_publishes_it_and_a_visitor_takes_it_over(live_server, open_page):
    composer = with_steps(StayFactory(title="The mill"), title="From weir to weir")
    visitor = UserFactory(password=PASSWORD)
    submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    desk = open_page(DESKTOP)
    log_in(desk, live_server, a_reader(composer.itinerary))
    desk.goto(f"{live_server.url}/en/itineraries/readings/")
    desk.get_by_role("link", name="From weir to weir").click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("Published. We’ve notified the authors.")).to_be_visible()

    page = open_page(PHONE | {"locale": "en-GB"})
    page.goto(f"{live_server.url}/en/itineraries/")
    page.get_by_role("link", name="From weir to weir").click()
    page.get_by_label("First day").fill("2027-05-03")
    page.get_by_role("button", name="Plan this trip").click()
    expect(page).to_have_url(re.compile("next="))
    page.get_by_label("Your email address").first.fill(visitor.email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).first.click()
    expect(page.get_by_label("First day")).to_have_value("2027-05-03")
    page.get_by_role("button", name="Add to my trips").click()

    expect(page.get_by_role("main")).to_contain_text("The mill")
    trip = Trip.objects.get()
    assert (trip.title, str(trip.starts_on)) == ("From weir to weir", "2027-05-03")


def test_the_map_follows_what_one_reads(live_server, open_page):
    stays = [StayFactory(title=f"Mill {number}") for number in range(4)]
    composer = with_steps(*stays)
    for stay, latitude in zip(stays, (47.2, 47.4, 47.6, 47.8), strict=True):
        type(stay.place).objects.filter(pk=stay.place.pk).update(latitude=latitude)
    edition = published(composer)
    page = open_page(DESKTOP)

    page.goto(f"{live_server.url}/en/itineraries/{edition.itinerary.public_id}/")
    page.locator("[data-stop]").last.scroll_into_view_if_needed()

    current = page.locator('.map__pin[data-state="current"]')
    expect(current).to_have_count(1)
    expect(current).not_to_contain_text("1")
