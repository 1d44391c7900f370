"""Suspension and leaving, and what becomes of a member's offers."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from hosting.communities.actions.departures import leave_community, reinstate_member, suspend_member
from hosting.communities.errors import LastCoordinatorError
from hosting.communities.models.communities import Membership, MembershipChange
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.hosting import MembershipFactory, RequestFactory, StayFactory, UnitFactory

pytestmark = pytest.mark.django_db

ACTIVE, SUSPENDED = MembershipState.ACTIVE, MembershipState.SUSPENDED


def coordinator_of(membership):
    return MembershipFactory(community=membership.community, coordinator=True).person


def told():
    return set(Notice.objects.values_list("recipient", "template"))


def test_suspend_member_hides_offers_and_writes_down_why(heard):
    stay = StayFactory()
    membership = Membership.objects.get()
    coordinator = coordinator_of(membership)
    before = list(Offer.objects.public())

    suspend_member(membership=membership, reason="The door stayed shut.", by=coordinator)

    assert before == [stay.offer_ptr]
    assert list(Offer.objects.public()) == []
    assert heard == [("withdrawn", stay.pk)]
    change = MembershipChange.objects.get()
    assert (change.old_state, change.new_state, change.reason, change.by) == (
        ACTIVE,
        SUSPENDED,
        "The door stayed shut.",
        coordinator,
    )


def test_suspend_member_leaves_open_requests_and_tells_who_asked():
    unit = UnitFactory()
    waiting = RequestFactory(unit=unit)
    RequestFactory(unit=unit, state=RequestState.DECLINED)
    RequestFactory()
    membership = Membership.objects.get(person=waiting.host)

    suspend_member(membership=membership, reason="For now.", by=coordinator_of(membership))

    assert Request.objects.get(pk=waiting.pk).state == RequestState.SENT
    assert told() == {
        (waiting.guest.pk, "requests/email/offer_hidden.txt"),
    }


def test_suspend_member_takes_a_coordinators_task_away():
    membership = MembershipFactory(coordinator=True)
    other = coordinator_of(membership)

    suspended = suspend_member(membership=membership, reason="For now.", by=other)

    assert not suspended.is_coordinator


def test_suspend_member_keeps_the_last_coordinator():
    membership = MembershipFactory(coordinator=True)

    with pytest.raises(LastCoordinatorError):
        suspend_member(membership=membership, reason="For now.", by=SYSTEM)

    assert Membership.objects.get().is_active
    assert list(MembershipChange.objects.all()) == []


@pytest.mark.parametrize("state", [MembershipState.CANDIDATE, SUSPENDED, MembershipState.LEFT])
def test_suspend_member_is_for_active_members(state):
    membership = MembershipFactory(state=state)

    with pytest.raises(IllegalTransitionError):
        suspend_member(membership=membership, reason="For now.", by=SYSTEM)


def test_reinstate_member_brings_offers_back(heard):
    stay = StayFactory(membership__state=SUSPENDED)
    membership = Membership.objects.get()

    reinstate_member(membership=membership, by=coordinator_of(membership))

    assert list(Offer.objects.public()) == [stay.offer_ptr]
    assert heard == [("changed", stay.pk)]
    assert told() == {(membership.person.pk, "communities/email/member_reinstated.txt")}


def test_reinstate_member_is_not_for_oneself():
    membership = MembershipFactory(state=SUSPENDED)

    with pytest.raises(PermissionDenied):
        reinstate_member(membership=membership, by=membership.person)

    assert not Membership.objects.get().is_active


@pytest.mark.parametrize("state", [MembershipState.CANDIDATE, MembershipState.COOPTED, SUSPENDED])
def test_leave_community_is_possible_from_every_state(state):
    membership = MembershipFactory(state=state)

    left = leave_community(membership=membership, reason="I move away.", by=membership.person)

    assert left.state == MembershipState.LEFT
    assert MembershipChange.objects.get().reason == "I move away."


def test_leave_community_hides_offers_and_tells_the_coordinators(heard):
    stay = StayFactory()
    membership = Membership.objects.get()
    coordinator = coordinator_of(membership)

    leave_community(membership=membership, by=membership.person)

    assert heard == [("withdrawn", stay.pk)]
    assert told() == {(coordinator.pk, "communities/email/member_left.txt")}


def test_leave_community_waits_for_another_coordinator():
    membership = MembershipFactory(coordinator=True)

    with pytest.raises(LastCoordinatorError):
        leave_community(membership=membership, by=membership.person)

    assert Membership.objects.get().is_active


def test_leave_community_is_for_the_person_alone():
    membership = MembershipFactory()

    with pytest.raises(PermissionDenied):
        leave_community(membership=membership, by=coordinator_of(membership))
