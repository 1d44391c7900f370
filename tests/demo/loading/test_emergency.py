"""The demonstration shows a quiet year, until somebody switches its emergency on."""

import pytest

from commons.accounts.models import User
from emergency.activations.actions.switching import propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.states.switching import SwitchChange
from emergency.desk.selectors.invariants import broken_invariants
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_demo")]

PASSING = {RequestState.VERIFIED}  # nobody stands there: a place is looked for at once


def test_a_quiet_year_has_one_emergency_in_preparation():
    activation = Activation.objects.get()

    assert (activation.state, activation.is_drill, list_open_emergencies()) == ("draft", True, [])
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


def test_the_coordinator_opens_it_and_ends_it_alone_as_an_exercise():
    nadia = User.objects.get(email="nadia.belkacem@example.org")
    activation = Activation.objects.get()

    propose_switch(activation=activation, change=SwitchChange.DECLARE, by=nadia)

    activation.refresh_from_db()
    assert [one.public_id for one in list_open_emergencies()] == [activation.public_id]
    assert broken_invariants(activation) == []
    propose_switch(activation=activation, change=SwitchChange.END, by=nadia)
    activation.refresh_from_db()
    assert activation.state == "winding_down"
