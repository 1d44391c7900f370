"""Whose home it is that is promised or lent."""

import pytest
from django.contrib.auth.models import AnonymousUser

from emergency.standby.rules import hosts_unit, promised_it
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import StandbyFactory
from tests.factories.hosting import StayFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "is_lent"),
    [({}, True), ({"draft": True}, False), ({"state": OfferState.PAUSED}, False)],
)
def test_hosts_unit_is_the_host_of_an_open_stay(fields, is_lent):
    unit = UnitFactory(stay=StayFactory(**fields))

    assert hosts_unit(unit.stay.host, unit) is is_lent
    assert not hosts_unit(UserFactory(), unit)


def test_hosts_unit_says_no_to_nobody_and_about_nothing():
    unit = UnitFactory()

    assert [hosts_unit(AnonymousUser(), unit), hosts_unit(unit.stay.host)] == [False, False]


def test_promised_it_is_the_host_also_of_a_stay_that_rests():
    standby = StandbyFactory()
    host = standby.unit.stay.host
    standby.unit.stay.live = False

    people = (host, UserFactory(), AnonymousUser())

    assert [promised_it(person, standby) for person in people] == [True, False, False]
    assert not promised_it(host)
