"""The desk of an emergency in a browser: by keyboard, and on a telephone, without a fault."""

from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core.cache.caching import delete_cached
from emergency.activations.selectors.open_emergencies import KEY
from emergency.housing.actions.extensions import ask_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.offers import suspend_offer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OfferState
from tests.e2e.emergency_keepers import log_in
from tests.e2e.looking import faults
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    looking,
    reader_of,
    reported_incident,
    requester_of,
    weighed,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def activation():
    delete_cached(KEY)
    activation = ActivationFactory()
    for _ in range(3):
        HousingOfferFactory(activation=activation, state=OfferState.PARKED, stale=True)
        HousingRequestFactory(activation=activation)
    return activation


def test_a_call_list_is_worked_by_keyboard(live_server, desktop, activation):
    log_in(desktop, live_server, DutyFactory(activation=activation).person)
    desktop.goto(f"{live_server.url}{reverse('emergency:calls', args=[activation.address])}")
    desktop.wait_for_function(
        "() => !!customElements.get('desk-keys')"
    )  # it comes when it is needed
    rows = desktop.locator("tbody [data-row]")
    first, second, third = rows.evaluate_all("all => all.map(one => one.dataset.row)")
    focused = desktop.locator(":focus")

    desktop.keyboard.press("j")
    expect(focused).to_have_attribute("data-row", first)
    desktop.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("data-row", second)
    desktop.keyboard.press("k")
    expect(focused).to_have_attribute("data-row", first)
    desktop.keyboard.press("n")
    expect(rows).to_have_count(2)
    expect(focused).to_have_attribute("data-row", second)
    desktop.keyboard.press("j")
    expect(focused).to_have_attribute("data-row", third)
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_contain_text("-")


def test_drafts_are_ticked_and_asked_by_keyboard(live_server, desktop, activation):
    person = DutyFactory(activation=activation).person
    for _ in range(3):
        looking(activation=activation)
        HousingOfferFactory(activation=activation)
    weighed(activation, person)
    log_in(desktop, live_server, person)
    desktop.goto(
        f"{live_server.url}{reverse('emergency:desk-matching', args=[activation.address])}"
    )
    desktop.wait_for_function("() => !!customElements.get('desk-keys')")

    for key in ("j", "x", "j", "x"):
        desktop.keyboard.press(key)
    expect(desktop.get_by_role("checkbox", checked=True)).to_have_count(2)
    desktop.keyboard.press("e")
    expect(desktop.get_by_text("2 hosts have been asked.")).to_be_visible()
    desktop.wait_for_function("() => !!customElements.get('desk-keys')")  # of the new page
    desktop.keyboard.press("j")
    desktop.keyboard.press("a")

    expect(desktop.get_by_text("1 host has been asked.")).to_be_visible()
    expect(desktop.locator("[data-row]")).to_have_count(0)


def test_all_drafts_are_selected_at_once_and_counted(live_server, desktop, activation):
    person = DutyFactory(activation=activation).person
    for _ in range(3):
        looking(activation=activation)
        HousingOfferFactory(activation=activation)
    weighed(activation, person)
    log_in(desktop, live_server, person)
    desktop.goto(
        f"{live_server.url}{reverse('emergency:desk-matching', args=[activation.address])}"
    )
    boxes, count = desktop.locator("[name=draft]"), desktop.locator("[data-ticked]")

    desktop.get_by_role("button", name="Select all on this page (3)").click()
    expect(count).to_have_text("3")
    assert all(box.is_checked() for box in boxes.all())
    boxes.first.uncheck()
    expect(count).to_have_text("2")
    desktop.get_by_role("button", name="Select all on this page (3)").click()
    desktop.get_by_role("button", name="Clear selection").click()
    expect(count).to_have_text("0")


def test_a_queue_is_worked_by_keyboard_and_one_is_back_at_ones_row(
    live_server, desktop, activation
):
    HousingRequest.objects.all().delete()
    for _ in range(3):
        looking(activation=activation)
    HousingOfferFactory.create_batch(3, activation=activation)
    log_in(desktop, live_server, DutyFactory(activation=activation).person)
    desktop.goto(
        f"{live_server.url}{reverse('emergency:desk', args=[activation.address])}?only=match"
    )
    desktop.wait_for_function("() => !!customElements.get('desk-keys')")
    rows = desktop.locator("tbody [data-row]")
    first, second, third = rows.evaluate_all("all => all.map(one => one.dataset.row)")
    focused = desktop.locator(":focus")

    for key in ("j", "j", "Enter"):
        desktop.keyboard.press(key)
    for key, name in (("n", second), ("p", third), ("a", second)):
        expect(desktop.locator("h1")).to_have_text(name)
        desktop.wait_for_function("() => !!customElements.get('desk-keys')")
        desktop.keyboard.press(key)

    expect(desktop.get_by_text("The host has been asked.")).to_be_visible()
    expect(rows).to_have_count(2)
    expect(focused).to_have_attribute("data-row", third)
    desktop.keyboard.press("k")
    expect(focused).to_have_attribute("data-row", first)


def test_a_desk_has_its_list_on_the_left_and_the_open_request_on_the_right(
    live_server, desktop, activation
):
    HousingRequest.objects.all().delete()
    HousingOfferFactory.create_batch(2, activation=activation)
    first, second = (looking(activation=activation) for _ in range(2))
    log_in(desktop, live_server, DutyFactory(activation=activation).person)
    desktop.goto(f"{live_server.url}{reverse('emergency:desk', args=[activation.address])}")

    # The first one of the queue is open beside it, and can be worked with.
    beside = desktop.locator("page-part")
    expect(beside.get_by_role("heading", name=first.reference)).to_be_visible()
    assert beside.bounding_box()["x"] > 600
    assert desktop.locator("tbody tr").first.bounding_box()["y"] + 120 <= 900
    desktop.get_by_role("row", name=second.reference).get_by_role("link").first.click()
    expect(desktop.locator("h1")).to_have_text(second.reference)
    expect(desktop.locator("tbody [aria-current]")).to_have_text(second.reference)
    desktop.wait_for_function("() => !!customElements.get('desk-keys')")
    desktop.keyboard.press("k")
    expect(desktop.locator(":focus")).to_have_attribute("data-row", first.reference)
    desktop.keyboard.press("t")
    expect(desktop.get_by_text("You’re now handling this request.")).to_be_visible()
    assert HousingRequest.objects.get(pk=second.pk).owner is not None


def test_on_a_telephone_one_comes_back_to_the_row_one_opened(live_server, phone, activation):
    person = DutyFactory(activation=activation).person
    log_in(phone, live_server, person)
    phone.goto(f"{live_server.url}{reverse('emergency:desk', args=[activation.address])}")
    phone.wait_for_function("() => !!customElements.get('desk-keys')")
    row = phone.locator("tbody [data-row]").nth(2)
    reference = row.inner_text()
    assert phone.locator("tbody tr").first.bounding_box()["y"] + 120 <= 844

    row.click()
    expect(phone.locator("h1")).to_have_text(reference)
    expect(phone.locator("tbody").first).to_be_hidden()
    phone.go_back()

    expect(phone.locator(":focus")).to_have_attribute("data-row", reference)
    expect(phone.locator("page-part")).to_be_hidden()


def test_the_help_names_the_keys_and_switches_letters_off(live_server, desktop, activation):
    log_in(desktop, live_server, DutyFactory(activation=activation).person)
    desktop.goto(f"{live_server.url}{reverse('emergency:calls', args=[activation.address])}")
    desktop.wait_for_function(
        "() => !!customElements.get('desk-keys')"
    )  # it comes when it is needed

    desktop.keyboard.press("?")
    help_ = desktop.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_.get_by_text("No answer, call tomorrow")).to_be_visible()
    help_.get_by_label("Use one-key shortcuts").uncheck()
    desktop.keyboard.press("Escape")
    desktop.keyboard.press("j")

    expect(desktop.locator("[data-row]:focus")).to_have_count(0)


def test_on_a_telephone_the_open_tab_is_in_sight(live_server, phone, activation):
    log_in(phone, live_server, DutyFactory(activation=activation).person)
    for name, tab in (("desk-homes", ".tabs [aria-current]"), ("readings", ".desk-more summary")):
        phone.goto(f"{live_server.url}{reverse(f'emergency:{name}', args=[activation.address])}")

        expect(phone.locator(tab)).to_be_in_viewport(ratio=0.9)


def test_a_status_page_updates_itself_but_not_under_ones_hands(live_server, phone, activation):
    request = HousingRequest.objects.first()
    request.activation.work_domains = "chu.example"
    request.activation.save()
    phone.clock.install()
    phone.goto(f"{live_server.url}{request.submission.get_absolute_url()}")
    phone.wait_for_function("() => !!customElements.get('fresh-page')")
    expect(phone.get_by_text("This page updates automatically.")).to_be_visible()

    HousingRequest.objects.filter(pk=request.pk).update(state="verifying")
    phone.clock.fast_forward(61_000)
    expect(phone.locator("h1")).to_have_text("Being verified")
    phone.locator("[name=address]").fill("ada@chu.example")
    phone.locator("h1").click()  # nothing has the focus any more
    HousingRequest.objects.filter(pk=request.pk).update(state="matching")
    phone.clock.fast_forward(61_000)

    expect(phone.get_by_text("Something on this page has changed.")).to_be_visible()
    expect(phone.locator("[name=address]")).to_have_value("ada@chu.example")
    phone.get_by_role("link", name="Reload this page to see what’s new.").click()
    expect(phone.locator("h1")).to_have_text("Looking for a home")


def test_no_page_of_these_has_a_fault(live_server, desktop, activation):
    incident = reported_incident(activation=activation)
    request, offer = incident.request, incident.offer
    stay = request.placements.get()
    ask_longer(placement=stay, check_out=in_days(20), by=requester_of(request))
    for body in ("Is there a kettle?", "Ring 06 12 34 56 78"):
        write_message(proposal=stay.proposal, body=body, key=uuid4(), by=host_of(offer))
    reader = reader_of(incident)
    suspend_offer(offer=offer, reason="We look into something.", by=reader)
    log_in(desktop, live_server, reader)

    looked_at = [
        *(f"{live_server.url}{row.get_absolute_url()}" for row in (incident, request, offer)),
        *(f"{live_server.url}{row.submission.get_absolute_url()}" for row in (request, offer)),
        *(
            f"{live_server.url}{reverse(f'emergency:{name}', args=[activation.address])}"
            for name in ("calls", "safety", "desk", "desk-matching")
        ),
        *(
            f"{live_server.url}{reverse(f'emergency:{name}', args=[request.submission.token])}"
            for name in ("report-incident", "incident-reported")
        ),
    ]
    assert [fault for url in looked_at for fault in faults(desktop, url)] == []
