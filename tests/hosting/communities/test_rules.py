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
    "communities.sponsor_candidate": MEMBERS,
    "communities.see_membership": {*MEMBERS, "candidate"},
    "communities.withdraw_sponsorship": {"sponsor"},
    "communities.invite_sponsor": {"candidate"},
    "communities.decline_sponsor_invitation": {"sponsor"},
    "communities.delete_sponsor_invitation": set(),
    "communities.sign_charter": {"candidate"},
    "communities.leave_community": {"candidate"},
    "communities.record_meeting": {"sponsor", "coordinator"},
    "communities.refuse_candidate": {"coordinator", "co-operative"},
    "communities.reinstate_member": {"coordinator", "co-operative"},
    "communities.name_coordinator": {"coordinator", "co-operative"},
    "communities.dismiss_coordinator": {"candidate", "coordinator", "co-operative"},
    "offers.record_attestation": {"coordinator"},
    "offers.revoke_attestation": {"coordinator", "co-operative"},
    "requests.remind_unresponsive_host": {"coordinator"},
    "requests.pause_unresponsive_host": {"coordinator"},
}
ABOUT_A_COMMUNITY = {
    "communities.apply_to_community": VERIFIED,
    "communities.see_candidates": MEMBERS,
    "communities.coordinate_community": {"coordinator"},
    "communities.describe_community": {"coordinator", "co-operative"},
    "communities.set_rule": {"coordinator", "co-operative"},
    "communities.found_community": {"co-operative"},
    "communities.change_community_state": {"co-operative"},
}
ABOUT_AN_OFFER = {
    "offers.review_offer": {"coordinator", "co-operative"},
    "offers.submit_for_review": {"host"},
    "offers.withdraw_submission": {"host"},
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
def test_candidate_permission(permission):
    candidate = MembershipFactory(candidate=True)

    people = cast_around(candidate)

    assert allowed(people, permission, candidate) == ABOUT_A_CANDIDATE[permission]


@pytest.mark.parametrize("permission", ABOUT_A_COMMUNITY)
def test_community_permission(permission):
    candidate = MembershipFactory(candidate=True)

    people = cast_around(candidate)

    assert allowed(people, permission, candidate.community) == ABOUT_A_COMMUNITY[permission]


@pytest.mark.parametrize("permission", ABOUT_AN_OFFER)
def test_offer_permission(permission):
    candidate = MembershipFactory(candidate=True)
    stay = StayFactory(community=candidate.community)

    people = {**cast_around(candidate), "host": stay.host}

    assert allowed(people, permission, stay) == ABOUT_AN_OFFER[permission]


def test_a_coordinator_does_not_read_their_own_offer():
    stay = StayFactory()
    Membership.objects.filter(person=stay.host).update(is_coordinator=True)

    assert stay.host.has_perm("communities.coordinate_community", stay.community)
    assert not stay.host.has_perm("offers.review_offer", stay)


def test_a_coordinator_decides_nothing_about_themselves():
    membership = MembershipFactory(coordinator=True)

    assert not membership.person.has_perm("communities.reinstate_member", membership)
    assert membership.person.has_perm("communities.dismiss_coordinator", membership)
