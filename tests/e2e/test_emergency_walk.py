"""An emergency on telephones, from its declaration to its end, and for somebody who only calls."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from core.cache.caching import delete_cached
from emergency.activations.selectors.open_emergencies import KEY
from emergency.housing.models.placements import Placement
from emergency.housing.periodic import ask_all_how_it_goes
from emergency.intake.models.contacts import Contact
from tests.e2e.conftest import PHONE
from tests.e2e.emergency_keepers import DeskKeeper, Ruler, log_in
from tests.e2e.emergency_people import Lender, Requester
from tests.e2e.walking import Words
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    in_days,
)
from tests.factories.geography import LocalityFactory
from ui.templatetags.formatting import phone_words

pytestmark = pytest.mark.django_db(transaction=True)

TOWN, NAMEPLATE, CODE = "Montbazon", "Martin-Duval", "4821B"
STREET, GUEST, HOST, NEIGHBOUR = "3 rue du Cher", "+33612345678", "+33612345679", "+33612345680"
RULES = {
    "territory": "Indre-et-Loire",
    "departments": "37",
    "operator": "Coopérative Hirondelle",
    "responsible": "Nadia Belkacem",
    "phone": "+33247000000",
    "reason": "La Loire est dans les rues.",
    "decision": "Conseil du 3 mai",
    "work_domains": "chu-tours.example",
    "quiet_from": "03:00",  # nobody sleeps, so that it can be walked at any hour
    "quiet_until": "03:00",
}


@pytest.fixture
def ground():
    """A place of work, and two communes: one beside it, one down the river."""
    delete_cached(KEY)
    delete_cached("emergency.workplaces.2.37")
    HospitalFactory(name="Bretonneau")
    LocalityFactory(name="Saint-Avertin", latitude=47.366, longitude=0.726)
    LocalityFactory(name="Montbazon", latitude=47.288, longitude=0.713)


@pytest.fixture(params=["fr", "en"])
def enter(request, live_server, open_page):
    """A function that lets one of them come in, each with a telephone of their own."""

    def one(kind, account=None):
        page = open_page(PHONE | {"locale": request.param})
        if account:
            log_in(page, live_server, account)
        return kind(page, SimpleNamespace(url=live_server.url), Words(request.param))

    return one


def ruler():
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_activation"))
    return person


def declared(ruler, desk, coordinators):
    """Prepared, two are on duty, and a second person opens the doors."""
    activation = ruler.prepares(RULES, review_on=in_days(28), hard_end=in_days(120))
    for number, person in enumerate(coordinators):
        ruler.puts_on_duty(activation, person, safety=number == 0)
    ruler.proposes(activation, "declare")
    desk.confirms_what_is_proposed(activation)
    desk.reads("The emergency is open. Every page now links to the forms.")
    return activation


def agreed(desk, activation, guest, host):
    """Asked, answered, signed by both; neither knows the other before."""
    desk.asks_the_first_host(activation, guest.reference)
    host.finds_it_titled("Someone needs your home")
    host.does_not_see("Camille", GUEST, phone_words(GUEST))
    host.signs("Dominique Martin")
    host.finds_it_titled("You’ve signed. Waiting for the other signature")
    guest.finds_it_titled("We have a home for you")
    guest.does_not_see("Dominique", HOST, phone_words(HOST), STREET)
    guest.signs("Camille Bernard")


def let_in(guest, host, activation, desk, nights):
    """What each of the three reads of the same stay, from the signatures to the door."""
    for person in (guest, host):
        person.looks_again()
        person.reads_dates(nights)
    desk.opens_the_request(activation, guest.reference)
    desk.reads_dates(nights)
    guest.finds_it_titled("You move in today")
    host.finds_it_titled("%(who)s arrives today", who=host.words("Your guest"))
    host.reads("Now say how your guest gets in.")
    guest.reads_privately("View the address", "Dominique", phone_words(HOST), STREET, TOWN)
    guest.does_not_see(NAMEPLATE, CODE)
    host.says_how_to_get_in("2nd floor", NAMEPLATE, CODE)
    host.reads("Everything is ready.")
    guest.reads_privately(
        "View the address", "Dominique", phone_words(HOST), STREET, TOWN, NAMEPLATE, CODE
    )
    host.reads_privately("See who’s coming", "Camille", phone_words(GUEST))


def lived_in(guest, host, until):
    """On the second day it is asked how it goes, and it may go on."""
    ask_all_how_it_goes()
    guest.says_that_all_is_well()
    guest.asks_for_more_nights(until, "Camille Bernard")
    host.grants_more_nights("Dominique Martin")
    assert Placement.objects.get().check_out == until


def closed(ruler, desk, activation, guest):
    """Whoever is housed keeps their roof; then it is closed, and nobody is forgotten yet."""
    ruler.proposes(activation, "end")
    desk.confirms_what_is_proposed(activation)
    desk.reads("The emergency is ending. New requests and offers are no longer accepted.")
    guest.goes_to("intake", activation.address)
    guest.reads("This emergency is ending")
    ruler.goes_to("switch", activation.address, "close")
    still_open = "%(count)s request is still open. Close it and give the reason."
    ruler.reads(still_open, count=1)
    desk.ends_the_stay(activation, guest.reference, "Home again")
    ruler.proposes(activation, "close")
    desk.confirms_what_is_proposed(activation)
    desk.reads("The emergency is closed.")


def test_an_emergency_lives_from_its_declaration_to_its_end(ground, enter):
    coordinators = UserFactory.create_batch(2)
    person = ruler()
    ruling, desk = enter(Ruler, person), enter(DeskKeeper, coordinators[0])
    guest, host, neighbour = enter(Requester), enter(Lender), enter(Lender)
    months = (in_days(0), in_days(60))

    activation = declared(ruling, desk, coordinators)
    guest.asks_for_a_roof((in_days(0), in_days(7)), name="Camille", phone=GUEST)
    host.lends("Montbazon", months, address=STREET, name="Dominique", phone=HOST)
    neighbour.lends("Saint-Avertin", months, address="1 Grand’Rue", name="Alex", phone=NEIGHBOUR)
    guest.proves_work("camille@chu-tours.example")
    for lender in (host, neighbour):
        desk.finds_the_home_ready(activation, lender.reference)
    # They drive: the home that somebody on foot could reach is left to those.
    desk.finds_ranked(activation, guest.reference, "Montbazon", "Saint-Avertin")
    agreed(desk, activation, guest, host)
    let_in(guest, host, activation, desk, (in_days(0), in_days(7)))
    guest.arrives()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        for walker, account in ((ruling, person), (desk, coordinators[0])):
            log_in(walker.page, walker.site, account)  # their sessions end after twelve hours
        lived_in(guest, host, in_days(7))
        closed(ruling, desk, activation, guest)
        ruling.looks_what_would_be_forgotten(activation)
        ruling.clicks("Delete all personal data now")
        guest.goes_to("in-figures", activation.address)
        guest.sees("Indre-et-Loire")
        guest.sees_no_line_above_the_pages()

    assert Contact.objects.count() == 3  # too early: whoever has a question gets an answer


def test_whoever_calls_and_has_no_e_mail_comes_to_a_roof(ground, enter):
    activation = ActivationFactory()
    CategoryFactory(activation=activation)
    people = [duty.person for duty in DutyFactory.create_batch(2, activation=activation)]
    first, second = (enter(DeskKeeper, person) for person in people)
    host, caller = enter(Lender), enter(Requester)

    host.lends(
        "Saint-Avertin", (in_days(0), in_days(60)), address=STREET, name="Dominique", phone=HOST
    )
    first.finds_the_home_ready(activation, host.reference)
    nights = (in_days(0), in_days(7))
    reference = first.writes_down_a_caller(activation, nights, name="Camille", phone=GUEST)
    for desk in (first, second):
        desk.sees_the_card(activation, reference, first=desk is first)
    caller.finds_the_page(activation, reference, GUEST)
    agreed(second, activation, caller, host)
    caller.reads_privately("View the address", "Dominique", phone_words(HOST), STREET)
    caller.arrives()
    first.ends_the_stay(activation, reference, "Home again")

    assert Contact.objects.get(housing_request__isnull=False).email == ""
    written_to = {address for email in mail.outbox for address in email.to}
    assert written_to <= {person.email for person in people}  # of what waits on their desk
