"""The demonstration shows a quiet year, until somebody switches its emergency on."""

import pytest

from commons.accounts.models import User
from emergency.actions.activations import declare, end
from emergency.enums import RequestState
from emergency.models import Activation, Hospital, HousingOffer, HousingRequest, Placement
from emergency.queries.checks import what_is_broken
from emergency.queries.doors import open_doors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_demo")]

PASSING = {RequestState.VERIFIED}  # nobody stands there: a place is looked for at once


def test_a_quiet_year_has_one_emergency_in_preparation():
    activation = Activation.objects.get()

    assert (activation.state, open_doors()) == ("draft", [])
    assert Hospital.objects.in_departments(activation.department_codes).exists()


def test_requests_stand_in_every_state_and_homes_in_several():
    states = set(HousingRequest.objects.values_list("state", flat=True))

    assert states == set(RequestState) - PASSING
    assert set(HousingOffer.objects.values_list("state", flat=True)) == {
        "live",
        "paused",
        "checking",
        "submitted",
    }
    assert Placement.objects.live().count() == 2


def test_one_press_of_the_coordinator_opens_it_and_one_ends_it():
    nadia = User.objects.get(email="nadia.belkacem@example.org")
    activation = Activation.objects.get()

    declare(activation=activation, by=nadia)

    activation.refresh_from_db()
    assert [one.public_id for one in open_doors()] == [activation.public_id]
    assert what_is_broken(activation) == []
    assert end(activation=activation, by=nadia).state == "winding_down"
