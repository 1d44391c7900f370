"""Journeys with keys alone: every stop is seen and in the order of the page, nothing traps.

A trip and a story are planned and told in test_workshop_by_keyboard.py, a request is asked in
test_keyboard.py, and the desk of an emergency is worked in test_emergency_desk.py.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from core.cache.caching import delete_cached
from demo.accounts import PASSWORD
from emergency.activations.selectors.open_emergencies import KEY
from emergency.housing.models.requests import HousingRequest
from hosting.calendars.models import CalendarPeriod
from hosting.favourites.models import Favourite
from hosting.offers.choices.lists import RateUnit
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.stays import Stay
from hosting.requests.models.agreements import Agreement
from tests.e2e.conftest import DESKTOP
from tests.e2e.keys import Hands
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, CategoryFactory, HospitalFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    MembershipFactory,
    NeedFactory,
    PlaceFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)
from tests.factories.media import PhotoFactory, picture_bytes
from tests.search.indexing import index_offers


@pytest.fixture
def hands(open_page):
    """A desk whose pages stand still, and no pointer."""
    return Hands(open_page(DESKTOP, reduced_motion="reduce"))


@pytest.fixture
def mill():
    """A stay near Loches with a cot and two photographs; the barn beside it has neither."""
    town = LocalityFactory(name="Loches", search_keys="loches", latitude=47.31, longitude=1.1)
    cot = NeedFactory(slug="cot", name_fr="Lit bébé", name_en="Cot")
    for title, latitude, needs in (("The barn", 47.34, []), ("The mill", 47.32, [cot])):
        place = PlaceFactory(locality=town, latitude=latitude)
        stay = StayFactory(title=title, notice_days=0, place=place)
        UnitFactory(stay=stay, sleeps=4)
        RateFactory(offer=stay)
        stay.needs.set(needs)
        stay.save()
    for number, caption in enumerate(("The yard", "The weir")):
        content = ContentFile(picture_bytes(900, 600), name="photo.jpg")
        photo = PhotoFactory(file=content, description=caption)
        OfferPhoto.objects.create(offer=stay, photo=photo, caption=caption, sort_order=number)
    index_offers()
    return stay


def typed(day):
    return f"{day:%m%d%Y}"


def log_in_and_set(hands, page, server):
    """In, another name, and where it was changed one stands again."""
    hands.opens(f"{server.url}/en/account/log-in/")
    hands.fills("^Your email address", "zoe@example.org")
    hands.fills("^Password", PASSWORD)
    hands.follows("^Log in$")
    hands.opens(f"{server.url}/en/me/settings/")
    hands.fills("^Phone", "+33612345678")
    hands.follows("^Save$")
    expect(page.get_by_text("Saved.")).to_be_visible()


def find_by_place_and_dates(hands, page, server):
    check_in = timezone.localdate() + timedelta(days=20)
    hands.opens(f"{server.url}/en/offers/")
    hands.stops = []
    hands.comes_where("closest('main') && document.activeElement.name === 'place'")
    hands.types("Loches").sends("Escape")
    hands.fills("^Check-in", typed(check_in))
    hands.fills("^Check-out", typed(check_in + timedelta(days=2)))
    hands.follows("^Search$")
    expect(page.locator("h1")).to_contain_text("Loches")


def filter_by_amenity(hands, page):
    hands.activates("^Amenities")
    hands.activates("^Cot", "Space")
    expect(page.locator("#results")).to_contain_text("1 ")
    hands.sends("Escape")
    expect(page.locator("details.facet", has_text="Amenities").first).not_to_have_attribute(
        "open", ""
    )
    hands.holds_on("Amenities")


def keep_it(hands, page):
    hands.activates("^Save to favourites: The mill")
    hands.page.wait_for_function("() => document.activeElement.ariaPressed === 'true'")


def open_the_card_and_its_photographs(hands, page):
    hands.opens(page.url)
    hands.follows("^The mill")
    hands.comes_where("matches('a:has(img[alt=\"The weir\"])')").sends("Enter")
    viewer = page.get_by_role("dialog")
    expect(viewer).to_be_visible()
    hands.sends("ArrowLeft")
    expect(page.locator(".photo-viewer__count")).to_have_text("1 / 2")
    hands.sends("Escape")
    expect(viewer).to_be_hidden()
    assert page.evaluate("document.activeElement.querySelector('img').alt") == "The weir"


def log_out(hands, page, server):
    hands.opens(f"{server.url}/en/me/")
    hands.follows("^Log out$")
    hands.follows("^Log out$")
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()


def test_a_traveller_finds_keeps_and_leaves_with_keys_alone(live_server, hands, mill):
    UserFactory(email="zoe@example.org", password=PASSWORD)

    log_in_and_set(hands, hands.page, live_server)
    find_by_place_and_dates(hands, hands.page, live_server)
    filter_by_amenity(hands, hands.page)
    open_the_card_and_its_photographs(hands, hands.page)
    hands.page.go_back()
    keep_it(hands, hands.page)
    log_out(hands, hands.page, live_server)

    assert hands.hidden == []
    assert Favourite.objects.get().offer_id == mill.pk


def test_an_offer_is_written_with_keys_alone(live_server, hands):
    host = MembershipFactory().person
    LocalityFactory(name="Loches")
    log_in(hands.page, live_server, host)
    hands.opens(f"{live_server.url}/en/hosting/")

    hands.follows("^Add an offer")
    hands.comes_where("name === 'kind'").sends("Space")
    hands.fills("^Title", "The mill")
    hands.follows("^Get started")
    hands.fills("^In your own words", "A room above the water.")
    hands.follows("^Save and continue")
    hands.fills("^Town, village", "Loches")
    hands.sends("Escape")
    hands.fills("^Address", "7 Mill Lane")
    hands.follows("^Save and continue")
    hands.fills("^Name", "The blue room")
    hands.fills("^How many people", 2)
    hands.follows("^Save and continue")
    hands.follows("^Gift")
    hands.follows("^Save and continue")
    hands.comes_where("name === 'is_main_residence'").sends("Space")
    hands.activates("^I solemnly declare", "Space")
    hands.follows("^Save and continue")
    hands.follows("^Submit for review")

    expect(hands.page.get_by_text("Your community is reviewing this offer")).to_be_visible()
    assert hands.hidden == []
    assert Stay.objects.get().workflow_in_progress


def test_a_host_closes_nights_and_answers_with_keys_alone(live_server, hands, open_page):
    first = timezone.localdate() + timedelta(days=20)
    request = RequestFactory(
        check_in=first,
        check_out=first + timedelta(days=3),
        amount=Decimal(60),
        unit_of_rate=RateUnit.NIGHT,
    )
    ProposalFactory(request=request, by=request.guest, total=Decimal(180))
    UnitFactory(stay=Stay.objects.get())
    log_in(hands.page, live_server, request.host)

    following = (timezone.localdate().replace(day=1) + timedelta(days=62)).replace(day=1)
    hands.opens(f"{live_server.url}/en/hosting/calendar/?month={following:%Y-%m}")
    hands.page.wait_for_load_state("networkidle")
    hands.comes_where("matches('[data-night] input')").sends("Space").sends("Shift+ArrowRight")
    hands.activates("^Close")
    expect(hands.page.locator("[data-night][data-state=closed]")).to_have_count(2)
    hands.opens(f"{live_server.url}{request.get_absolute_url()}")
    hands.follows("^Propose changes")
    hands.fills("^Check-out", typed(first + timedelta(days=4)))
    hands.steps()
    expect(hands.page.get_by_label("Total")).to_have_value("240.00")
    hands.follows("^Send the proposal")
    expect(hands.page).to_have_url(f"{live_server.url}{request.get_absolute_url()}")
    guest = Hands(open_page(DESKTOP, reduced_motion="reduce"))
    log_in(guest.page, live_server, request.guest)
    guest.opens(f"{live_server.url}{request.get_absolute_url()}")
    guest.follows("^Accept")

    expect(guest.page.get_by_text("You made an agreement.").first).to_be_visible()
    assert (hands.hidden, guest.hidden) == ([], [])
    assert Agreement.objects.get().total == Decimal(240)
    assert CalendarPeriod.objects.get().check_in == following


def test_a_roof_is_asked_for_with_keys_alone(live_server, hands):
    delete_cached(KEY)
    CategoryFactory(activation=ActivationFactory())
    HospitalFactory(name="Bretonneau")
    check_in = timezone.localdate() + timedelta(days=2)
    hands.opens(f"{live_server.url}/en/emergency/")

    hands.follows("I need a place to stay")
    hands.comes_where("name === 'hospital'").types("Bretonneau").sends("Escape")
    hands.comes_where("name === 'category'").sends("Space")
    hands.comes_where("name === 'check_in'").types(typed(check_in))
    hands.comes_where("name === 'check_out'").types(typed(check_in + timedelta(days=7)))
    hands.comes_where("name === 'situation'").sends("Space")
    hands.comes_where("name === 'travel_mode'").sends("Space")
    hands.fills("^Your first name", "Ada")
    hands.fills("^Phone number", "0612345678")
    hands.follows("^Ask for a home")

    expect(hands.page.locator("#own-link")).to_be_visible()
    assert hands.hidden == []
    assert HousingRequest.objects.count() == 1
