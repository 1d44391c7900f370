"""Who may do what in a community: person by permission."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from commons.accounts.models import User
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db

PEOPLE = (
    "nobody",
    "stranger",
    "unverified",
    "candidate",
    "member",
    "sponsor",
    "suspended",
    "coordinator",
    "coordinator elsewhere",
    "co-operative",
    "shut out coordinator",
)
VERIFIED = {*PEOPLE} - {"nobody", "unverified", "shut out coordinator"}
MEMBERS = {"member", "sponsor", "coordinator"}
ABOUT_A_CANDIDATE = {
    "hosting.sponsor_candidate": MEMBERS,
    "hosting.see_membership": {*MEMBERS, "candidate"},
    "hosting.take_word_back": {"sponsor"},
    "hosting.invite_sponsor": {"candidate"},
    "hosting.decline_sponsor_invitation": {"sponsor"},
    "hosting.forget_sponsor_invitation": set(),
    "hosting.sign_charter": {"candidate"},
    "hosting.leave_community": {"candidate"},
    "hosting.record_meeting": {"sponsor", "coordinator"},
    "hosting.refuse_candidate": {"coordinator", "co-operative"},
    "hosting.reinstate_member": {"coordinator", "co-operative"},
    "hosting.name_coordinator": {"coordinator", "co-operative"},
    "hosting.dismiss_coordinator": {"candidate", "coordinator", "co-operative"},
    "hosting.attest": {"coordinator"},
    "hosting.revoke_attestation": {"coordinator", "co-operative"},
    "hosting.nudge_host": {"coordinator"},
    "hosting.park_host": {"coordinator"},
}
ABOUT_A_COMMUNITY = {
    "hosting.apply_to_community": VERIFIED,
    "hosting.see_candidates": MEMBERS,
    "hosting.coordinate_community": {"coordinator"},
    "hosting.tell_community": {"coordinator", "co-operative"},
    "hosting.set_rule": {"coordinator", "co-operative"},
    "hosting.found_community": {"co-operative"},
    "hosting.open_community": {"co-operative"},
}
ABOUT_AN_OFFER = {
    "hosting.read_offer": {"coordinator", "co-operative"},
    "hosting.start_reading": {"host"},
    "hosting.end_reading": {"host"},
}


def of_the_co_operative():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    return User.objects.get(pk=person.pk)


def cast_around(candidate):
    community = candidate.community
    sponsor = MembershipFactory(community=community).person
    candidate.sponsorships.create(sponsor=sponsor)
    candidate.sponsor_invitations.create(member=sponsor)
    coordinator = MembershipFactory(community=community, coordinator=True).person
    return {
        "nobody": AnonymousUser(),
        "stranger": UserFactory(),
        "unverified": UserFactory(unverified=True),
        "candidate": candidate.person,
        "member": MembershipFactory(community=community).person,
        "sponsor": sponsor,
        "suspended": MembershipFactory(
            community=community, coordinator=True, state=MembershipState.SUSPENDED
        ).person,
        "coordinator": coordinator,
        "coordinator elsewhere": MembershipFactory(coordinator=True).person,
        "co-operative": of_the_co_operative(),
        "shut out coordinator": User(pk=coordinator.pk, is_active=False),
    }


def allowed(people, permission, subject):
    return {name for name, person in people.items() if person.has_perm(permission, subject)}


@pytest.mark.parametrize("permission", ABOUT_A_CANDIDATE)
def test_a_permission_about_a_candidate_is_for_those_in_its_row(permission):
    candidate = MembershipFactory(candidate=True)

    people = cast_around(candidate)

    assert allowed(people, permission, candidate) == ABOUT_A_CANDIDATE[permission]


@pytest.mark.parametrize("permission", ABOUT_A_COMMUNITY)
def test_a_permission_about_a_community_is_for_those_in_its_row(permission):
    candidate = MembershipFactory(candidate=True)

    people = cast_around(candidate)

    assert allowed(people, permission, candidate.community) == ABOUT_A_COMMUNITY[permission]


@pytest.mark.parametrize("permission", ABOUT_AN_OFFER)
def test_a_permission_about_an_offer_is_for_those_in_its_row(permission):
    candidate = MembershipFactory(candidate=True)
    stay = StayFactory(community=candidate.community)

    people = {**cast_around(candidate), "host": stay.host}

    assert allowed(people, permission, stay) == ABOUT_AN_OFFER[permission]


def test_a_coordinator_does_not_read_their_own_offer():
    stay = StayFactory()
    Membership.objects.filter(person=stay.host).update(is_coordinator=True)

    assert stay.host.has_perm("hosting.coordinate_community", stay.community)
    assert not stay.host.has_perm("hosting.read_offer", stay)


def test_a_coordinator_decides_nothing_about_themselves():
    membership = MembershipFactory(coordinator=True)

    assert not membership.person.has_perm("hosting.reinstate_member", membership)
    assert membership.person.has_perm("hosting.dismiss_coordinator", membership)
