"""What somebody has checked: with a name, a last day, and never about oneself."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from hosting.communities.states import MembershipState
from hosting.offers.actions.attestations import (
    add_attestation,
    notify_of_expiry,
    revoke_attestation,
)
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.errors import (
    AlreadyRevokedError,
    AttestationPeriodError,
    CheckedInFutureError,
    MemberNotActiveError,
    OfferOfOtherMemberError,
)
from hosting.offers.models.attestations import Attestation, AttestationData
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AttestationFactory, MembershipFactory, StayFactory

TODAY = date(2027, 4, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]


def checked(**said):
    return AttestationData(
        **{
            "kind": AttestationKind.VISITED,
            "seen": "Two rooms and a stove.",
            "checked_on": TODAY,
            "until": TODAY + timedelta(days=365),
        }
        | said
    )


def coordinator_of(membership):
    return MembershipFactory(community=membership.community, coordinator=True).person


def test_attest_puts_a_name_to_it_and_tells_the_member():
    membership = MembershipFactory()
    by = coordinator_of(membership)

    attestation = add_attestation(membership=membership, checked=checked(), by=by)

    assert list(Attestation.objects.standing()) == [attestation]
    assert (attestation.by, attestation.seen) == (by, "Two rooms and a stove.")
    assert [notice.subject for notice in membership.person.notices.all()] == [attestation]
    assert [entry.verb for entry in AuditEntry.objects.about(attestation)] == ["attestation.given"]


def test_a_newer_look_takes_the_place_of_the_older_one_of_the_same_kind():
    old, other = AttestationFactory(), AttestationFactory(kind=AttestationKind.SAFE)

    new = add_attestation(
        membership=old.membership, checked=checked(), by=coordinator_of(old.membership)
    )

    assert set(Attestation.objects.standing()) == {new, other}


def test_an_attestation_of_one_offer_leaves_that_of_another_alone():
    stay = StayFactory()
    membership = stay.community.memberships.get(person=stay.host)
    of_host = AttestationFactory(membership=membership)

    of_stay = add_attestation(
        membership=membership, offer=stay, checked=checked(), by=coordinator_of(membership)
    )

    assert set(Attestation.objects.standing()) == {of_host, of_stay}


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"checked_on": TODAY + timedelta(days=1)}, CheckedInFutureError),
        ({"until": TODAY}, AttestationPeriodError),
        ({"until": TODAY + timedelta(days=4 * 365)}, AttestationPeriodError),
    ],
)
def test_attest_refuses_days_that_cannot_be(said, refusal):
    membership = MembershipFactory()

    with pytest.raises(refusal):
        add_attestation(
            membership=membership, checked=checked(**said), by=coordinator_of(membership)
        )

    assert list(Attestation.objects.all()) == []


def test_attest_refuses_an_offer_of_somebody_else_and_who_is_no_member_now():
    membership = MembershipFactory()
    by = coordinator_of(membership)
    gone = MembershipFactory(community=membership.community, state=MembershipState.SUSPENDED)

    with pytest.raises(OfferOfOtherMemberError):
        add_attestation(membership=membership, offer=StayFactory(), checked=checked(), by=by)
    with pytest.raises(MemberNotActiveError):
        add_attestation(membership=gone, checked=checked(), by=by)

    assert list(Attestation.objects.all()) == []


def test_nobody_attests_anything_of_themselves_nor_as_a_plain_member():
    membership = MembershipFactory(coordinator=True)
    others = (
        membership.person,
        UserFactory(),
        MembershipFactory(community=membership.community).person,
        MembershipFactory(coordinator=True).person,
    )

    for person in others:
        with pytest.raises(PermissionDenied):
            add_attestation(membership=membership, checked=checked(), by=person)

    assert list(Attestation.objects.all()) == []


def test_revoke_takes_it_off_once_and_never_by_the_person_it_is_about():
    attestation = AttestationFactory(membership__coordinator=True)
    by = coordinator_of(attestation.membership)

    with pytest.raises(PermissionDenied):
        revoke_attestation(attestation=attestation, by=attestation.membership.person)
    revoke_attestation(attestation=attestation, by=by)

    assert list(Attestation.objects.standing()) == []
    with pytest.raises(AlreadyRevokedError):
        revoke_attestation(attestation=attestation, by=by)


def test_its_last_day_still_counts_and_the_next_one_does_not(time_machine):
    attestation = AttestationFactory(until=TODAY + timedelta(days=1))

    time_machine.move_to("2027-04-02 12:00")
    assert list(Attestation.objects.standing()) == [attestation]
    time_machine.move_to("2027-04-03 12:00")
    assert list(Attestation.objects.standing()) == []


def test_tell_of_end_tells_the_member_and_the_other_coordinators_once():
    attestation = AttestationFactory(until=TODAY + timedelta(days=20))
    AttestationFactory(until=TODAY + timedelta(days=200))
    coordinator = coordinator_of(attestation.membership)
    assert list(Attestation.objects.to_notify()) == [attestation]

    notify_of_expiry(attestation=attestation, by=SYSTEM)

    assert list(Attestation.objects.to_notify()) == []
    told = [attestation.membership.person, coordinator]
    assert [person.notices.count() for person in told] == [1, 1]
    with pytest.raises(PermissionDenied):
        notify_of_expiry(attestation=attestation, by=coordinator)
