"""Person by deed: the whole table."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from emergency.activations.actions.switching import propose_switch
from emergency.activations.choices import Side
from emergency.activations.states.switching import SwitchChange
from emergency.intake.models.parties import Party
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HelperFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    placed,
    requester_of,
)

pytestmark = pytest.mark.django_db

TABLE = {
    "emergency_activations.plan_activation": {"ruler"},
    "emergency_activations.manage_activation": {"ruler"},
    "emergency_activations.end_unrenewed_activation": set(),
    "emergency_activations.settle_switch": set(),
    "emergency_activations.manage_duties": {"ruler"},
    "emergency_activations.coordinate_activation": {"coordinator"},
    "emergency_activations.see_desk": {"coordinator", "ruler"},
    "emergency_intake.process_submission": {"coordinator"},
    "emergency_housing.remind_host": set(),
    "emergency_housing.remind_of_entry": set(),
    "emergency_housing.release_messages": set(),
    "emergency_housing.park_offer": set(),
    "emergency_housing.end_offer": set(),
    "emergency_figures.keep_figures": set(),
    "emergency_housing.abandon_run": set(),
    "emergency_retention.purge_activation": {"ruler"},
}
BY_LINK = {
    "emergency_housing.withdraw_request": HousingRequestFactory,
    "emergency_housing.manage_offer": HousingOfferFactory,
    "emergency_housing.leave_helpers": HelperFactory,
}


def people(activation, submission):
    """Everybody in every relation to the emergency."""
    duty = DutyFactory(activation=activation)
    resting = DutyFactory(activation=activation, ended_at="2026-01-01T00:00Z")
    ruler = UserFactory()
    ruler.user_permissions.add(Permission.objects.get(codename="change_activation"))
    return {
        "coordinator": duty.person,
        "coordinator off duty": resting.person,
        "coordinator elsewhere": DutyFactory().person,
        "coordinator whose account is off": DutyFactory(
            activation=activation, person__is_active=False
        ).person,
        "ruler": ruler,
        "stranger": UserFactory(),
        "visitor": AnonymousUser(),
        "bearer of the link": Party(submission, Side.REQUESTER),
        "bearer of another link": Party(HousingRequestFactory().submission, Side.REQUESTER),
    }


@pytest.mark.parametrize("permission", TABLE)
def test_permissions_table(permission):
    request = HousingRequestFactory()
    everybody = people(request.activation, request.submission)

    allowed = {
        name
        for name, person in everybody.items()
        if person.has_perm(permission, request.activation)
    }

    assert allowed == TABLE[permission]


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        pytest.param(
            "emergency_activations.confirm_switch",
            {"coordinator", "ruler"},
            id="emergency-activations",
        ),
        pytest.param(
            "emergency_activations.call_off_switch",
            {"coordinator", "ruler", "whoever proposed it"},
            id="call-off-switch",
        ),
    ],
)
def test_a_proposed_switch_is_decided_by_the_table(permission, allowed):
    request = HousingRequestFactory()
    everybody = people(request.activation, request.submission)
    author = DutyFactory(activation=request.activation).person
    author.user_permissions.add(Permission.objects.get(codename="change_activation"))
    proposal = propose_switch(activation=request.activation, change=SwitchChange.END, by=author)

    found = {
        name
        for name, person in (everybody | {"whoever proposed it": author}).items()
        if person.has_perm(permission, proposal)
    }

    assert found == allowed


@pytest.mark.parametrize("permission", BY_LINK)
def test_link_opens_own_submission(permission):
    row = BY_LINK[permission]()
    everybody = people(row.activation, row.submission)

    allowed = {name for name, person in everybody.items() if person.has_perm(permission, row)}

    assert allowed == {"bearer of the link", "coordinator"}


SIDES = {
    "emergency_housing.accept_as_host": {"host"},
    "emergency_housing.accept_as_requester": {"requester"},
    "emergency_housing.decline_as_host": {"host", "coordinator"},
    "emergency_housing.decline_as_requester": {"requester", "coordinator"},
    "emergency_housing.describe_entry": {"host", "coordinator"},
    "emergency_housing.manage_placement": {"host", "requester", "coordinator"},
    "emergency_housing.reveal_home": {"requester"},
    "emergency_housing.reveal_guest": {"host"},
    "emergency_housing.expire_proposal": set(),
    "emergency_housing.record_missing_guest": set(),
}


@pytest.mark.parametrize("permission", SIDES)
def test_permissions_of_a_stay(permission):
    placement, other = placed(), placed()
    everybody = people(placement.activation, other.request.submission) | {
        "host": host_of(placement.offer),
        "requester": requester_of(placement.request),
        "host elsewhere": host_of(other.offer),
    }

    allowed = {name for name, person in everybody.items() if person.has_perm(permission, placement)}

    assert allowed == SIDES[permission]


def test_withdrawing_by_a_link_is_left_to_its_bearer():
    request = HousingRequestFactory()
    everybody = people(request.activation, request.submission)

    allowed = {
        name
        for name, person in everybody.items()
        if person.has_perm("emergency_housing.withdraw_submission", request.submission)
    }

    assert allowed == {"bearer of the link"}


def test_the_host_s_own_account_answers_for_their_place():
    offer = HousingOfferFactory(host=UserFactory())

    assert offer.host.has_perm("emergency_housing.manage_offer", offer)


def test_a_coordinator_stays_within_their_perimeter():
    stay = placed()
    duties = DutyFactory.create_batch(2, activation=stay.activation)
    for duty, hospital in zip(duties, (stay.request.hospital, HospitalFactory()), strict=True):
        duty.hospitals.set([hospital])

    allowed = [
        [
            duty.person.has_perm("emergency_activations.coordinate_activation", subject)
            for duty in duties
        ]
        for subject in (stay.request, stay, stay.proposal, stay.offer)
    ]

    assert allowed == [[True, False], [True, False], [True, False], [True, True]]
