"""A host's day in a barn: a stay written and nights closed without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hosting.offers.models.stays import Stay
from tests.e2e.conftest import PHONE
from tests.e2e.test_accounts import log_in
from tests.e2e.walking import leaves
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    MembershipFactory,
    StayFactory,
    UnitFactory,
)

MOST_SCREENS, MOST_CONTROLS = 16, 60  # to write an offer, on the shortest way
COUNT = """() => {
  const controls = "main :is(input:not([type=hidden]), select, textarea, button, summary," +
    " a.button, a.choice-card)";
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
  const count = [...document.querySelectorAll(controls)].filter(isShown).length;
  return [document.documentElement.scrollHeight / innerHeight, count];
}"""


@pytest.fixture
def hand(live_server, open_page):
    """A French phone whose browser runs no script."""
    membership = MembershipFactory()
    LocalityFactory(name="Loches")
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, live_server, membership.person)
    page.goto(f"{live_server.url}/fr/accueillir/")
    return Hand(page)


class Hand:
    """What a thumb does on a page."""

    def __init__(self, page):
        self.page, self.main = page, page.get_by_role("main")
        self.screens, self.controls = 0, 0

    def follow(self, name, *, count=False):
        self.main.get_by_role("link", name=name).first.click()
        self._count(count)

    def press(self, name, *, count=False):
        with leaves(self.page):
            self.main.get_by_role("button", name=name).first.click()
        self._count(count)

    def _count(self, is_counted):
        """How tall the page is that came of it, in screens, and what it lets one fill in or press.

        The network has to be quiet: what a font moves counts.
        """
        if is_counted:
            self.page.wait_for_load_state("networkidle")
            screens, controls = self.page.evaluate(COUNT)
            self.screens, self.controls = self.screens + screens, self.controls + controls

    def fill(self, **fields):
        for name, words in fields.items():
            self.main.locator(f"[name={name}]").fill(words)

    def see(self, words):
        expect(self.main.get_by_text(words).first).to_be_visible()


def test_a_stay_is_written_and_handed_in_without_a_script(hand):
    hand.follow("Ajouter une offre", count=True)
    hand.main.get_by_label("Hébergement").check()
    hand.fill(title="Le moulin")
    hand.press("Commencer", count=True)
    hand.fill(words="Venez au 7, rue du Moulin.")
    hand.press("Enregistrer et continuer")
    hand.see("ressemble à une adresse")
    hand.fill(words="Une chambre au-dessus de l’eau.")
    hand.press("Enregistrer et continuer", count=True)
    hand.fill(locality="LOCHES", address="7, rue du Moulin")
    hand.press("Enregistrer et continuer", count=True)
    hand.fill(name="La chambre bleue", sleeps="2", double="1")
    hand.press("Enregistrer et continuer", count=True)
    hand.follow("Prix libre", count=True)
    hand.fill(minimum="10", amount="25")
    hand.press("Enregistrer et continuer", count=True)
    hand.main.get_by_label("Oui, j’y vis").check()
    hand.main.get_by_label("J’atteste sur l’honneur").check()
    hand.press("Enregistrer et continuer", count=True)
    screens, controls = hand.screens, hand.controls  # all that has to be passed and understood
    hand.follow("Photos")
    hand.follow("Continuer")  # no photograph yet
    for _step in ("limits", "finds", "access"):
        hand.press("Enregistrer et continuer")
    hand.press("Soumettre à relecture")

    hand.see("Votre communauté relit cette offre")
    stay = Stay.objects.get()
    assert (stay.workflow_in_progress, stay.place.locality.name) == (True, "Loches")
    assert [(unit.name, unit.sleeps) for unit in stay.units.all()] == [("La chambre bleue", 2)]
    assert (screens <= MOST_SCREENS, controls <= MOST_CONTROLS) == (True, True), (screens, controls)


def test_one_more_unit_and_rate_are_added_from_their_pages(hand, live_server):
    stay = StayFactory(host=MembershipFactory().person, draft=True)
    log_in(hand.page, live_server, stay.host)
    hand.page.goto(f"{live_server.url}/fr/accueillir/offres/{stay.public_id}/logements/")

    for name in ("La chambre bleue", "La chambre rouge"):
        hand.fill(name=name, sleeps="2")
        hand.press("Enregistrer et en ajouter un autre")
    hand.fill(name="Le grenier", sleeps="3")
    hand.press("Enregistrer et continuer")
    hand.follow("Prix libre")
    hand.main.locator("summary", has_text="Autres précisions").click()
    hand.fill(audience="Voisins")
    hand.press("Enregistrer et en ajouter un autre")

    hand.see("Que souhaitez-vous en échange")
    assert stay.units.count() == 3
    assert [rate.audience for rate in stay.get_latest_revision_as_object().rates.all()] == [
        "Voisins"
    ]


def test_two_presses_and_a_word_close_nights_without_a_script(hand, live_server):
    stay = StayFactory(host=MembershipFactory().person)
    unit = UnitFactory(stay=stay)
    log_in(hand.page, live_server, stay.host)
    following = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)

    hand.page.goto(f"{live_server.url}/fr/accueillir/calendrier/{unit.public_id}/")
    hand.follow("Mois suivant")
    hand.main.get_by_role("link", name="10 libre").click()
    hand.main.get_by_role("link", name="12 libre").click()
    hand.press("Enregistrer")

    (period,) = unit.periods.all()
    tenth = following.replace(day=10)
    assert (period.check_in, period.check_out) == (tenth, tenth + timedelta(days=3))
    expect(hand.main.locator("td [data-state=closed]")).to_have_count(3)


def test_nights_of_all_rooms_are_ticked_and_closed_without_a_script(hand, live_server):
    stay = StayFactory(host=MembershipFactory().person)
    units = UnitFactory.create_batch(2, stay=stay)
    log_in(hand.page, live_server, stay.host)
    following = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    tenth = following.replace(day=10)

    hand.page.goto(f"{live_server.url}/fr/accueillir/calendrier/?month={following:%Y-%m}")
    for unit in units:
        hand.main.locator(f"label:has([value='{unit.public_id}.{tenth}'])").click()
    hand.press("Fermer")

    expect(hand.main.locator("[data-night][data-state=closed]")).to_have_count(2)
    assert [[one.check_in for one in unit.periods.all()] for unit in units] == [[tenth], [tenth]]


def at_the_place(live_server, page):
    """The step of the place, with its map drawn."""
    stay = StayFactory(host=MembershipFactory().person, draft=True)
    log_in(page, live_server, stay.host)
    page.goto(f"{live_server.url}/en/hosting/offers/{stay.public_id}/place/")
    page.locator("point-pick .point-pick__sheet").wait_for()
    return page.get_by_label("Exact location"), page.locator(".point-pick__sheet")


def test_a_press_on_the_map_writes_the_point(live_server, desktop):
    field, sheet = at_the_place(live_server, desktop)
    before = field.input_value()
    middle = sheet.bounding_box()

    sheet.click(position={"x": middle["width"] / 2 + 60, "y": middle["height"] / 2})
    expect(field).not_to_have_value(before)

    latitude, longitude = (float(one) for one in field.input_value().split(", "))
    was_at = [float(one) for one in before.split(", ")]
    assert abs(latitude - was_at[0]) < 0.001
    assert 0.02 < longitude - was_at[1] < 0.1
    expect(desktop.locator(".point-pick__dot")).to_have_count(1)


def test_keys_alone_write_the_middle_of_the_map(live_server, desktop):
    field, sheet = at_the_place(live_server, desktop)
    before = field.input_value()

    sheet.focus()
    desktop.keyboard.press("ArrowRight")
    desktop.wait_for_timeout(500)  # it glides there, and says nowhere that it has arrived
    desktop.get_by_role("button", name="Use the centre of the map").press("Enter")
    expect(field).not_to_have_value(before)

    assert float(field.input_value().split(", ")[1]) > float(before.split(", ")[1])


def test_a_typed_point_is_marked_on_the_map(live_server, desktop):
    field, _sheet = at_the_place(live_server, desktop)

    field.fill("")
    field.blur()
    expect(desktop.locator(".point-pick__dot")).to_have_count(0)
    field.fill("47,3 1,1")
    field.blur()

    expect(desktop.locator(".point-pick__dot")).to_have_count(1)
