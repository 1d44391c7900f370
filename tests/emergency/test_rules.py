"""Person by deed: the whole table."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from emergency.activations.actions.switching import propose_switch
from emergency.activations.states.people import Side
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
    "plan_activation": {"ruler"},
    "rule_activation": {"ruler"},
    "end_unrenewed": set(),
    "settle_switch": set(),
    "name_coordinator": {"ruler"},
    "coordinate": {"coordinator"},
    "see_desk": {"coordinator", "ruler"},
    "take_in": {"coordinator"},
    "remind_host": set(),
    "remind_of_entry": set(),
    "release_messages": set(),
    "park_offer": set(),
    "end_offer": set(),
    "keep_figures": set(),
    "give_run_up": set(),
    "purge_activation": {"ruler"},
}
BY_LINK = {
    "withdraw_request": HousingRequestFactory,
    "answer_for_offer": HousingOfferFactory,
    "leave_helpers": HelperFactory,
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
def test_each_person_may_what_the_table_says(permission):
    request = HousingRequestFactory()
    everybody = people(request.activation, request.submission)

    allowed = {
        name
        for name, person in everybody.items()
        if person.has_perm(f"emergency.{permission}", request.activation)
    }

    assert allowed == TABLE[permission]


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("confirm_switch", {"coordinator", "ruler"}),
        ("call_off_switch", {"coordinator", "ruler", "whoever proposed it"}),
    ],
)
def test_each_person_decides_on_a_proposed_switch_as_the_table_says(permission, allowed):
    request = HousingRequestFactory()
    everybody = people(request.activation, request.submission)
    author = DutyFactory(activation=request.activation).person
    author.user_permissions.add(Permission.objects.get(codename="change_activation"))
    proposal = propose_switch(activation=request.activation, change=SwitchChange.END, by=author)

    found = {
        name
        for name, person in (everybody | {"whoever proposed it": author}).items()
        if person.has_perm(f"emergency.{permission}", proposal)
    }

    assert found == allowed


@pytest.mark.parametrize("permission", BY_LINK)
def test_a_link_opens_its_own_submission_and_nothing_else(permission):
    row = BY_LINK[permission]()
    everybody = people(row.activation, row.submission)

    allowed = {
        name
        for name, person in everybody.items()
        if person.has_perm(f"emergency.{permission}", row)
    }

    assert allowed == {"bearer of the link", "coordinator"}


SIDES = {
    "sign_as_host": {"host"},
    "sign_as_requester": {"requester"},
    "answer_as_host": {"host", "coordinator"},
    "answer_as_requester": {"requester", "coordinator"},
    "describe_entry": {"host", "coordinator"},
    "follow_placement": {"host", "requester", "coordinator"},
    "read_home": {"requester"},
    "read_guest": {"host"},
    "expire_ask": set(),
    "note_missing": set(),
}


@pytest.mark.parametrize("permission", SIDES)
def test_each_side_of_a_stay_may_what_the_table_says(permission):
    placement, other = placed(), placed()
    everybody = people(placement.activation, other.request.submission) | {
        "host": host_of(placement.offer),
        "requester": requester_of(placement.request),
        "host elsewhere": host_of(other.offer),
    }

    allowed = {
        name
        for name, person in everybody.items()
        if person.has_perm(f"emergency.{permission}", placement)
    }

    assert allowed == SIDES[permission]


def test_withdrawing_by_a_link_is_left_to_its_bearer():
    request = HousingRequestFactory()
    everybody = people(request.activation, request.submission)

    allowed = {
        name
        for name, person in everybody.items()
        if person.has_perm("emergency.withdraw_submission", request.submission)
    }

    assert allowed == {"bearer of the link"}


def test_the_host_s_own_account_answers_for_their_place():
    offer = HousingOfferFactory(host=UserFactory())

    assert offer.host.has_perm("emergency.answer_for_offer", offer)


def test_a_coordinator_stays_within_their_perimeter():
    stay = placed()
    duties = DutyFactory.create_batch(2, activation=stay.activation)
    for duty, hospital in zip(duties, (stay.request.hospital, HospitalFactory()), strict=True):
        duty.hospitals.set([hospital])

    allowed = [
        [duty.person.has_perm("emergency.coordinate", subject) for duty in duties]
        for subject in (stay.request, stay, stay.proposal, stay.offer)
    ]

    assert allowed == [[True, False], [True, False], [True, False], [True, True]]
