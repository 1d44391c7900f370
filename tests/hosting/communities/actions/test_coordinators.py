"""Who coordinates a community."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.models import User
from commons.notifications.models import Notice
from hosting.communities.actions.coordinators import dismiss_coordinator, name_coordinator
from hosting.communities.errors import LastCoordinatorError, NotActiveMemberError
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from tests.factories.hosting import MembershipFactory

pytestmark = pytest.mark.django_db

DOOR = "wagtailadmin.access_admin"


def may_enter(person):
    return User.objects.get(pk=person.pk).has_perm(DOOR)


def named(**fields):
    """A coordinator who was named by another."""
    membership = MembershipFactory(**fields)
    other = MembershipFactory(community=membership.community, coordinator=True).person
    return name_coordinator(membership=membership, by=other), other


def test_name_coordinator_opens_the_admin_and_nothing_else():
    membership, _ = named()

    person = User.objects.get(pk=membership.person.pk)
    assert list(Membership.objects.coordinating(person)) == [membership]
    assert person.get_all_permissions() == {DOOR}
    assert not person.is_staff
    assert Notice.objects.get().template == "communities/email/coordinator_named.txt"


def test_name_coordinator_twice_tells_once():
    membership, other = named()

    name_coordinator(membership=membership, by=other)

    assert Notice.objects.count() == 1


@pytest.mark.parametrize("state", [MembershipState.COOPTED, MembershipState.SUSPENDED])
def test_name_coordinator_is_about_active_members(state):
    membership = MembershipFactory(state=state)
    other = MembershipFactory(community=membership.community, coordinator=True).person

    with pytest.raises(NotActiveMemberError):
        name_coordinator(membership=membership, by=other)

    assert not may_enter(membership.person)


def test_name_coordinator_is_for_coordinators():
    membership = MembershipFactory()
    elsewhere = MembershipFactory(coordinator=True).person

    for person in (membership.person, elsewhere):
        with pytest.raises(PermissionDenied):
            name_coordinator(membership=membership, by=person)

    assert not may_enter(membership.person)


def test_dismiss_coordinator_closes_the_admin():
    membership, other = named()

    dismissed = dismiss_coordinator(membership=membership, by=other)

    assert (dismissed.is_coordinator, dismissed.is_active) == (False, True)
    assert not may_enter(membership.person)
    notice = Notice.objects.last()
    assert notice.template == "communities/email/coordinator_dismissed.txt"
    assert notice.data == {"by": other.display_name}


def test_dismiss_coordinator_leaves_the_admin_open_for_another_community():
    membership, other = named()
    named(person=membership.person)

    dismiss_coordinator(membership=membership, by=other)

    assert may_enter(membership.person)


def test_dismiss_coordinator_lets_one_step_down_without_a_letter():
    membership, _ = named()

    dismiss_coordinator(membership=membership, by=membership.person)

    assert not may_enter(membership.person)
    assert Notice.objects.count() == 1


def test_dismiss_coordinator_keeps_the_last_one():
    membership = MembershipFactory(coordinator=True)

    with pytest.raises(LastCoordinatorError):
        dismiss_coordinator(membership=membership, by=membership.person)

    assert Membership.objects.get().is_coordinator


def test_dismiss_coordinator_is_not_for_members():
    membership, _ = named()
    member = MembershipFactory(community=membership.community).person

    with pytest.raises(PermissionDenied):
        dismiss_coordinator(membership=membership, by=member)

    assert may_enter(membership.person)
