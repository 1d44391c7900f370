"""One emergency on telephones, from two strangers to one roof, in both languages."""

from types import SimpleNamespace

import pytest

from commons.geography.queries import read_gazetteer
from core.remembering import forget
from emergency.queries.doors import KEY
from tests.e2e.conftest import PHONE
from tests.e2e.emergency_people import DeskKeeper, Lender, Requester
from tests.e2e.test_emergency_desk import log_in
from tests.e2e.walking import Words
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    in_days,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db(transaction=True)

STREET, GUEST, HOST = "3 rue du Cher", "+33612345678", "+33612345679"


@pytest.fixture
def activation():
    forget(KEY)
    forget("emergency.hospitals.37")
    activation = ActivationFactory(work_domains="chu-tours.example")
    CategoryFactory(activation=activation)
    HospitalFactory(name="Bretonneau")
    LocalityFactory(name="Saint-Avertin", latitude=47.366, longitude=0.726)
    read_gazetteer.cache_clear()
    return activation


@pytest.fixture(params=["fr", "en"])
def enter(request, live_server, open_page):
    """A function that lets one of them come in, each with a telephone of their own."""

    def one(kind, account=None):
        page = open_page(PHONE | {"locale": request.param})
        if account:
            log_in(page, live_server, account)
        return kind(page, SimpleNamespace(url=live_server.url), Words(request.param))

    return one


def test_two_strangers_come_to_one_roof(activation, enter):
    nights, months = (in_days(0), in_days(7)), (in_days(0), in_days(60))
    desk = enter(DeskKeeper, DutyFactory(activation=activation).person)
    guest, host = enter(Requester), enter(Lender)

    guest.asks_for_a_roof(activation, nights, name="Camille", phone=GUEST)
    host.lends(activation, "Saint-Avertin", months, address=STREET, name="Dominique", phone=HOST)
    guest.proves_work("camille@chu-tours.example")
    desk.finds_the_home_ready(activation, host.reference)
    desk.asks_the_first_host(activation, guest.reference)

    host.looks_again()
    host.does_not_see("Camille", GUEST)
    host.signs("Dominique Martin")
    guest.looks_again()
    guest.does_not_see("Dominique", HOST, STREET)
    guest.signs("Camille Bernard")

    guest.looks_again()
    guest.presses("Read the address")
    guest.sees("Dominique", HOST, STREET)
    host.looks_again()
    host.presses("Read who comes")
    host.sees("Camille", GUEST)

    guest.looks_again()
    guest.presses("Arrived")
    guest.presses("All is well")
    desk.opens_the_request(activation, guest.reference)
    desk.unfolds("The stay is over")
    desk.page.locator("details[open] [name=reason]").fill("Home again")
    desk.presses("The stay is over")
    desk.reads("Stay ended")
