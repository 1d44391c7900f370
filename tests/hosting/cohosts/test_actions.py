"""Somebody is asked to help with an offer, accepts, and one of the two ends it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.blocking.actions import block_person
from commons.conversations.actions import add_participant
from commons.notifications.models import Notice
from core.errors import DomainError
from core.permissions import SYSTEM
from core.quotas.errors import QuotaExceededError
from hosting.cohosts.actions import (
    accept_co_hosting,
    change_scopes,
    decline_co_hosting,
    end_co_hosting,
    invite_co_host,
)
from hosting.cohosts.errors import (
    CoHostInvitationGoneError,
    NotMemberOfCommunityError,
    OwnAddressError,
    TooManyCoHostsError,
)
from hosting.cohosts.models import CoHost
from hosting.cohosts.notifications import ACCEPTED, ENDED, INVITED, LEFT
from hosting.cohosts.periodic import forget_co_hosts
from hosting.cohosts.personal_data import co_hostings_of
from hosting.cohosts.states import CoHostState
from hosting.communities.signals import membership_ended
from tests.factories.accounts import UserFactory
from tests.factories.cohosts import CoHostFactory, CoHostInvitationFactory
from tests.factories.hosting import MembershipFactory, RequestFactory, StayFactory, UnitFactory
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db


def heard(template):
    return [notice.recipient for notice in Notice.objects.filter(template=template)]


def invited_member(**changes):
    """Somebody of the community, and the invitation to their address."""
    invitation = CoHostInvitationFactory(**changes)
    person = UserFactory(email=invitation.email)
    MembershipFactory(community=invitation.offer.community, person=person)
    return invitation, person


def test_invite_co_host_tells_the_owner_of_the_address():
    offer, person = StayFactory(), UserFactory()

    co_host = invite_co_host(offer=offer, email=person.email, by=offer.host)

    assert (co_host.state, co_host.person) == (CoHostState.INVITED, None)
    assert heard(INVITED) == [person]
    entry = AuditEntry.objects.get(verb="co_host.invited")
    assert (entry.actor, entry.data) == (
        offer.host,
        {"co_host": co_host.pk, "scopes": ["may_answer"]},
    )


def test_invite_co_host_twice_changes_nothing():
    offer = StayFactory()
    first = invite_co_host(offer=offer, email="mia@example.org", by=offer.host)

    again = invite_co_host(offer=offer, email="mia@example.org", by=offer.host)

    assert again == first
    assert CoHost.objects.count() == 1


def test_invite_co_host_says_nothing_of_a_block():
    offer, person = StayFactory(), UserFactory()
    block_person(person=offer.host, by=person)

    co_host = invite_co_host(offer=offer, email=person.email, by=offer.host)

    assert co_host.state == CoHostState.INVITED
    assert heard(INVITED) == []
    assert not CoHost.objects.visible_to(person).exists()


def test_invite_co_host_refuses_the_address_of_the_host():
    offer = StayFactory()

    with pytest.raises(OwnAddressError):
        invite_co_host(offer=offer, email=offer.host.email, by=offer.host)


def test_invite_co_host_refuses_one_too_many(settings):
    settings.HOSTING_CO_HOSTS_LIMIT = 1
    offer = CoHostFactory().offer

    with pytest.raises(TooManyCoHostsError):
        invite_co_host(offer=offer, email="mia@example.org", by=offer.host)


def test_invite_co_host_counts_invitations():
    offer = StayFactory()
    for number in range(10):
        co_host = invite_co_host(offer=offer, email=f"mia{number}@example.org", by=offer.host)
        end_co_hosting(co_host=co_host, by=offer.host)

    with pytest.raises(QuotaExceededError):
        invite_co_host(offer=offer, email="mia@example.org", by=offer.host)


def test_invite_co_host_is_denied_to_others():
    with pytest.raises(PermissionDenied):
        invite_co_host(offer=StayFactory(), email="mia@example.org", by=UserFactory())


def test_accept_co_hosting_takes_the_place_of_the_address():
    invitation, person = invited_member()

    co_host = accept_co_hosting(co_host=invitation, by=person)

    assert (co_host.person, co_host.email, co_host.is_active) == (person, "", True)
    assert heard(ACCEPTED) == [co_host.offer.host]


def test_accept_co_hosting_refuses_who_isnt_a_member():
    invitation = CoHostInvitationFactory()
    person = UserFactory(email=invitation.email)

    with pytest.raises(NotMemberOfCommunityError):
        accept_co_hosting(co_host=invitation, by=person)


@pytest.mark.parametrize(
    "changes",
    [{"state": CoHostState.ENDED}, {"expires_at": timezone.now() - timedelta(days=1)}],
    ids=["withdrawn", "expired"],
)
def test_accept_co_hosting_refuses_what_is_over(changes):
    invitation, person = invited_member(**changes)

    with pytest.raises(CoHostInvitationGoneError):
        accept_co_hosting(co_host=invitation, by=person)


def test_accept_co_hosting_is_refused_behind_a_block():
    invitation, person = invited_member()
    block_person(person=person, by=invitation.offer.host)

    with pytest.raises(DomainError):
        accept_co_hosting(co_host=invitation, by=person)

    assert not CoHost.objects.active().exists()


def test_accept_co_hosting_is_denied_to_another_address():
    with pytest.raises(PermissionDenied):
        accept_co_hosting(co_host=CoHostInvitationFactory(), by=UserFactory())


def test_decline_co_hosting_forgets_the_address():
    invitation, person = invited_member()

    co_host = decline_co_hosting(co_host=invitation, by=person)

    assert (co_host.state, co_host.email) == (CoHostState.DECLINED, "")


def test_end_co_hosting_by_the_host_tells_the_co_host():
    co_host = CoHostFactory()

    end_co_hosting(co_host=co_host, by=co_host.offer.host)

    co_host.refresh_from_db()
    assert co_host.state == CoHostState.ENDED
    assert (heard(ENDED), heard(LEFT)) == ([co_host.person], [])


def test_end_co_hosting_by_the_co_host_tells_the_host():
    co_host = CoHostFactory()

    end_co_hosting(co_host=co_host, by=co_host.person)
    end_co_hosting(co_host=co_host, by=co_host.person)

    assert (heard(ENDED), heard(LEFT)) == ([], [co_host.offer.host])


def test_end_co_hosting_is_denied_to_others():
    with pytest.raises(PermissionDenied):
        end_co_hosting(co_host=CoHostFactory(), by=UserFactory())


def leave_community(co_host, person):
    membership = person.memberships.get(community=co_host.offer.community)
    membership_ended.send(sender=type(membership), membership=membership, was_active=True)


@pytest.mark.parametrize("who", ["person", "host"])
def test_co_hosting_ends_with_the_membership_of_either(who):
    co_host = CoHostFactory()

    leave_community(co_host, co_host.person if who == "person" else co_host.offer.host)

    co_host.refresh_from_db()
    assert co_host.state == CoHostState.ENDED


def test_co_hosting_ends_with_the_account():
    co_host = CoHostFactory()

    close_account(person=co_host.person, by=co_host.person)

    co_host.refresh_from_db()
    assert co_host.state == CoHostState.ENDED


def test_co_hosting_ends_when_one_blocks_the_other():
    co_host = CoHostFactory()

    block_person(person=co_host.offer.host, by=co_host.person)

    co_host.refresh_from_db()
    assert co_host.state == CoHostState.ENDED


def test_forget_co_hosts_deletes_what_ended_long_ago(settings):
    long_ago = timezone.now() - settings.HOSTING_CO_HOSTS_KEPT
    CoHostFactory(state=CoHostState.ENDED, ended_at=long_ago)
    CoHostInvitationFactory(expires_at=timezone.now() - timedelta(days=1))
    kept = CoHostFactory(ended=True)

    failed = forget_co_hosts()

    assert (failed, list(CoHost.objects.all())) == (0, [kept])


def test_personal_data_holds_both_sides():
    co_host = CoHostFactory()

    helping = co_hostings_of(co_host.person)["co_hostings"]
    helped = co_hostings_of(co_host.offer.host)["co_hosts_invited"]

    assert [row["public_id"] for row in helping] == [co_host.public_id]
    assert [row["public_id"] for row in helped] == [co_host.public_id]


def test_end_co_hosting_by_the_system_tells_both():
    co_host = CoHostFactory()

    end_co_hosting(co_host=co_host, by=SYSTEM)

    assert (heard(ENDED), heard(LEFT)) == ([co_host.person], [co_host.offer.host])


def test_change_scopes_says_what_a_co_host_does_from_now_on():
    co_host = CoHostFactory()
    request = RequestFactory(unit=UnitFactory(stay=co_host.offer), host=co_host.offer.host)
    add_participant(thread=request.thread, person=co_host.person)

    for _twice in range(2):
        change_scopes(co_host=co_host, scopes=["may_write"], by=co_host.offer.host)

    co_host.refresh_from_db()
    entry = AuditEntry.objects.get(verb="co_host.changed")
    assert co_host.scopes == ["may_write"]
    assert (entry.data["before"], entry.data["scopes"]) == (["may_answer"], ["may_write"])
    assert co_host.person not in request.thread.people.all()
    assert [notice.recipient for notice in Notice.objects.all()] == [co_host.person]


def test_who_left_the_organisation_changes_no_co_host():
    former = MandateFactory(ended=True)
    offer = StayFactory(host=former.person, on_behalf_of=former.organisation)
    co_host = CoHostFactory(offer=offer)

    with pytest.raises(PermissionDenied):
        change_scopes(co_host=co_host, scopes=["may_write"], by=former.person)
    with pytest.raises(PermissionDenied):
        end_co_hosting(co_host=co_host, by=former.person)


def test_change_scopes_refuses_what_has_ended_and_everybody_but_the_host():
    ended, co_host = CoHostFactory(ended=True), CoHostFactory()

    with pytest.raises(CoHostInvitationGoneError):
        change_scopes(co_host=ended, scopes=["may_write"], by=ended.offer.host)
    for person in (co_host.person, UserFactory()):
        with pytest.raises(PermissionDenied):
            change_scopes(co_host=co_host, scopes=["may_write"], by=person)
