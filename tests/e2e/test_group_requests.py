"""A works council asks with three members shown, and lets employees register by a link."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Request
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.looking import faults
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.hosting import UnitFactory
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from travel_stories.trip_sign_ups.models import Registration
from travel_stories.trips.choices import TripKind

WORDS = {"Camille": "I draw birds.", "Nour": "I mend nets.", "Samir": "I bake bread."}


def a_council(**changes):
    """Its trip, in three months."""
    first = timezone.localdate() + timedelta(days=90)
    return TripFactory(kind=TripKind.WORKS_COUNCIL, starts_on=first, **changes)


def test_a_works_council_asks_with_three_members_shown(live_server, open_page):
    trip, stay = a_council(adults=3), UnitFactory(stay__title="The mill").stay
    roles = dict.fromkeys(WORDS, "companion") | {"Camille": "organiser"}
    seats = [SeatFactory(trip=trip, name=name, role=role) for name, role in roles.items()]
    StepFactory(trip=trip, kind="offer", offer=stay, title="The mill", nights=2, by=seats[0])
    requests = f"{live_server.url}{reverse('travel_stories:request-list', args=[trip.address])}"

    pages = [open_page(PHONE, java_script_enabled=False) for _ in seats]
    for page, seat in zip(pages, seats, strict=True):
        log_in(page, live_server, seat.person)
        page.goto(requests)
        page.get_by_label("A few words about you").fill(WORDS[seat.name])
        page.get_by_role("button", name="Show my name to the hosts this trip asks").click()
        expect(page.get_by_role("button", name="Stop showing my name")).to_be_visible()

    camille, nour, _samir = pages
    camille.get_by_role("main").get_by_role("link", name="Ask", exact=True).click()
    camille.locator("summary").filter(has_text="what brings you here").click()
    camille.get_by_label("What brings you here").select_option("holiday")
    camille.get_by_role("button", name="Send request").click()
    expect(camille.locator("#requests .status")).to_have_text(["Sent"])

    host = open_page(DESKTOP)
    log_in(host, live_server, stay.host)
    host.goto(f"{live_server.url}{reverse('hosting:request-list')}")
    main = host.get_by_role("main")
    expect(main).to_contain_text("Works council")
    address = f"{live_server.url}{Request.objects.get().get_absolute_url()}"
    assert faults(host, address) == []
    for part in (*WORDS, *WORDS.values(), "Kind of group: Works council", "Holiday"):
        expect(main).to_contain_text(part)

    nour.get_by_role("button", name="Stop showing my name").click()
    host.goto(address)
    expect(main).not_to_contain_text(WORDS["Nour"])
    host.get_by_role("button", name="Accept").first.click()
    expect(host.get_by_text("You made an agreement.").first).to_be_visible()
    assert Agreement.objects.get().guest == seats[0].person


def test_an_employee_registers_and_the_council_notes_the_payment(live_server, open_page):
    camille = SeatFactory(trip=a_council(), organiser=True)
    lou = UserFactory(full_name="Lou Martin")
    today = timezone.localdate()
    council, phone = open_page(DESKTOP), open_page(PHONE, java_script_enabled=False)
    address = reverse("travel_stories:sign-up-manage", args=[camille.trip.address])

    log_in(council, live_server, camille.person)
    council.goto(f"{live_server.url}{address}")
    for label, value in {
        "Number of places": "12",
        "Last day to register": str(today + timedelta(days=10)),
        "What an adult pays (EUR)": "40",
        "What a child pays (EUR)": "15.50",
    }.items():
        council.get_by_label(label).fill(value)
    council.get_by_role("button", name="Save").click()
    link = council.get_by_label("Link for employees").input_value()

    log_in(phone, live_server, lou)
    phone.goto(f"{live_server.url}/{link.split('/', 3)[3]}")
    phone.get_by_label("Enfants").fill("1")  # the link leads to the language of the phone
    phone.get_by_role("button", name="M’inscrire").click()
    expect(phone.get_by_role("main")).to_contain_text("55,50")

    assert faults(council, f"{live_server.url}{address}") == []
    expect(council.get_by_role("main")).to_contain_text("2 people registered")
    council.get_by_label("Paid on (Lou Martin)").fill(str(today))
    council.get_by_role("button", name="Record payment").click()
    expect(council.get_by_role("main")).to_contain_text("€0 left to pay")
    assert Registration.objects.get().paid_on == today
