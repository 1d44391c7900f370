"""Organisations, and who may act for them from when until when."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.audit.models import AuditEntry
from commons.blocking.models import PersonBlock
from commons.notifications.models import Notice
from commons.organisations.actions import (
    MandateOffer,
    OrganisationData,
    accept_invitation,
    change_mandate,
    change_organisation,
    create_organisation,
    end_mandate,
    expire_mandate,
    forget_invitation,
    forget_mandate,
    invite_person,
    revoke_invitation,
)
from commons.organisations.choices import MandateRole
from commons.organisations.errors import (
    AddressInvitedTooOftenError,
    InvitationGoneError,
    InvitationOfOtherAddressError,
    LastDayPastError,
    LastManagerError,
    MandateEndedError,
    TooManyPeopleError,
)
from commons.organisations.models import Mandate, MandateInvitation, Organisation
from commons.organisations.periodic import (
    end_lapsed_mandates,
    forget_invitations,
    forget_mandates,
)
from commons.organisations.rules import acts_for, manages
from core.permissions import SYSTEM
from core.quotas.errors import QuotaExceededError
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    MandateFactory,
    MandateInvitationFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

SCHOOL = OrganisationData(kind="school", name="Collège du Cher", uai="0750655E")
TODAY, TOMORROW = timezone.localdate, lambda: timezone.localdate() + timedelta(days=1)


def verbs_about(row):
    return list(AuditEntry.objects.about(row).order_by("pk").values_list("verb", flat=True))


def offer(email="new@example.org", **changes):
    return MandateOffer(**({"email": email, "role": MandateRole.REPRESENTATIVE} | changes))


def test_create_organisation_lets_its_creator_manage_it():
    person = UserFactory()

    organisation = create_organisation(data=SCHOOL, by=person)

    assert manages(person, organisation)
    assert organisation.identifiers == [("UAI", "0750655E")]
    assert verbs_about(organisation) == ["organisation.created"]


def test_create_organisation_refuses_unverified_people_and_too_many(settings):
    person, unverified = UserFactory(), UserFactory(unverified=True)
    for _ in range(settings.QUOTAS["organisations"].most * settings.QUOTA_FACTOR):
        create_organisation(data=SCHOOL, by=person)

    with pytest.raises(QuotaExceededError):
        create_organisation(data=SCHOOL, by=person)
    with pytest.raises(PermissionDenied):
        create_organisation(data=SCHOOL, by=unverified)


def test_change_organisation_is_for_who_manages_it():
    manager = MandateFactory(manager=True)
    other = MandateFactory(organisation=manager.organisation)

    with pytest.raises(PermissionDenied):
        change_organisation(organisation=manager.organisation, data=SCHOOL, by=other.person)
    changed = change_organisation(organisation=manager.organisation, data=SCHOOL, by=manager.person)

    assert (changed.name, verbs_about(changed)) == (SCHOOL.name, ["organisation.changed"])


def test_invite_person_mails_a_link_that_the_account_of_the_address_takes(committed, mailoutbox):
    manager = MandateFactory(manager=True)
    organisation, person = manager.organisation, UserFactory(email="new@example.org")

    with committed():
        invitation = invite_person(organisation=organisation, offered=offer(), by=manager.person)
    mandate = accept_invitation(invitation=invitation, by=person)

    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
    assert invitation.token in mailoutbox[0].body
    assert acts_for(person, organisation)
    assert not manages(person, organisation)
    assert verbs_about(mandate) == ["mandate.begun"]
    notices = Notice.objects.filter(template="organisations/email/mandate_begun.txt")
    assert [notice.recipient for notice in notices] == [manager.person]


def test_invite_person_twice_sends_one_letter(committed, mailoutbox):
    manager = MandateFactory(manager=True)

    with committed():
        first, second = (
            invite_person(organisation=manager.organisation, offered=offer(), by=manager.person)
            for _ in range(2)
        )

    assert (first, len(mailoutbox)) == (second, 1)


def test_invite_person_is_refused_to_who_only_acts():
    mandate = MandateFactory()

    with pytest.raises(PermissionDenied):
        invite_person(organisation=mandate.organisation, offered=offer(), by=mandate.person)


def test_invite_person_refuses_a_past_day_and_too_many_people(settings):
    settings.ORGANISATIONS_PEOPLE_LIMIT = 2
    manager = MandateFactory(manager=True)
    given = {"organisation": manager.organisation, "by": manager.person}

    with pytest.raises(LastDayPastError):
        invite_person(**given, offered=offer(ends_on=date(2020, 1, 1)))
    invite_person(**given, offered=offer())
    with pytest.raises(TooManyPeopleError):
        invite_person(**given, offered=offer("other@example.org"))


def test_invite_person_writes_to_one_address_only_so_often(settings):
    most = settings.QUOTAS["letters_to_mailbox"].most * settings.QUOTA_FACTOR
    manager = MandateFactory(manager=True)
    MandateInvitationFactory.create_batch(most, email="new@example.org")

    with pytest.raises(AddressInvitedTooOftenError):
        invite_person(organisation=manager.organisation, offered=offer(), by=manager.person)


def test_invite_person_writes_nothing_to_who_blocked_them(committed, mailoutbox):
    manager, person = MandateFactory(manager=True), UserFactory(email="new@example.org")
    PersonBlock.objects.create(blocker=person, blocked=manager.person)

    with committed():
        invite_person(organisation=manager.organisation, offered=offer(), by=manager.person)

    assert mailoutbox == []


def test_accept_invitation_refuses_another_account():
    invitation, person = MandateInvitationFactory(), UserFactory()

    with pytest.raises(InvitationOfOtherAddressError):
        accept_invitation(invitation=invitation, by=person)

    assert not acts_for(person, invitation.organisation)


@pytest.mark.parametrize("over", ["taken_at", "revoked_at", "expires_at"])
def test_accept_invitation_refuses_a_link_that_is_over(over):
    person = UserFactory()
    invitation = MandateInvitationFactory(email=person.email)
    MandateInvitation.objects.update(**{over: timezone.now() - timedelta(hours=1)})

    with pytest.raises(InvitationGoneError):
        accept_invitation(invitation=invitation, by=person)


def test_accept_invitation_ends_with_the_mandate_of_who_sent_it():
    manager, person = MandateFactory(manager=True), UserFactory()
    organisation = manager.organisation
    MandateFactory(organisation=organisation, manager=True)
    invitation = MandateInvitationFactory(
        organisation=organisation, by=manager.person, email=person.email, role="manager"
    )
    end_mandate(mandate=manager, by=manager.person)

    with pytest.raises(InvitationGoneError):
        accept_invitation(invitation=invitation, by=person)

    assert not acts_for(person, organisation)


def test_revoke_invitation_ends_the_link():
    manager = MandateFactory(manager=True)
    invitation = MandateInvitationFactory(organisation=manager.organisation, by=manager.person)
    token = invitation.token

    with pytest.raises(PermissionDenied):
        revoke_invitation(invitation=invitation, by=UserFactory())
    revoke_invitation(invitation=invitation, by=manager.person)

    assert MandateInvitation.objects.with_token(token) is None


def test_accept_invitation_lets_somebody_manage_who_acted_before():
    mandate = MandateFactory()
    manager = MandateFactory(organisation=mandate.organisation, manager=True).person
    offered = {"organisation": mandate.organisation, "email": mandate.person.email, "by": manager}

    kept = accept_invitation(invitation=MandateInvitationFactory(**offered), by=mandate.person)
    invitation = MandateInvitationFactory(**offered, role=MandateRole.MANAGER)
    new = accept_invitation(invitation=invitation, by=mandate.person)

    assert kept == mandate
    assert (new.manages, Mandate.objects.standing().count()) == (True, 2)


def test_the_last_manager_hands_over_before_they_leave():
    manager = MandateFactory(manager=True)
    other = MandateFactory(organisation=manager.organisation)

    with pytest.raises(LastManagerError):
        end_mandate(mandate=manager, by=manager.person)
    with pytest.raises(LastManagerError):
        change_mandate(
            mandate=manager, role=MandateRole.MANAGER, ends_on=TOMORROW(), by=manager.person
        )
    change_mandate(mandate=other, role=MandateRole.MANAGER, ends_on=None, by=manager.person)
    end_mandate(mandate=manager, by=manager.person)

    assert not acts_for(manager.person, manager.organisation)
    assert manages(other.person, manager.organisation)


def test_end_mandate_is_for_its_person_and_for_managers():
    manager = MandateFactory(manager=True)
    first, second = MandateFactory.create_batch(2, organisation=manager.organisation)

    with pytest.raises(PermissionDenied):
        end_mandate(mandate=first, by=second.person)
    end_mandate(mandate=first, by=manager.person)
    end_mandate(mandate=second, by=second.person)

    notices = Notice.objects.filter(template="organisations/email/mandate_ended.txt")
    assert [notice.recipient for notice in notices] == [first.person]
    assert list(Mandate.objects.standing()) == [manager]


def test_change_mandate_is_for_managers_and_for_what_runs():
    manager = MandateFactory(manager=True)
    other = MandateFactory(organisation=manager.organisation)
    changed = {"mandate": other, "role": MandateRole.REPRESENTATIVE, "ends_on": TODAY()}

    with pytest.raises(PermissionDenied):
        change_mandate(**changed, by=other.person)
    assert change_mandate(**changed, by=manager.person).is_running
    Mandate.objects.filter(pk=other.pk).update(ended_at=timezone.now())

    with pytest.raises(MandateEndedError):
        change_mandate(**changed, by=manager.person)


def test_a_mandate_runs_until_its_last_day_and_is_then_ended_by_the_clock(time_machine):
    mandate = MandateFactory(ends_on=TODAY())

    running = acts_for(mandate.person, mandate.organisation)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    lapsed = acts_for(mandate.person, mandate.organisation)
    failed = end_lapsed_mandates()
    mandate.refresh_from_db()

    assert (running, lapsed, failed, mandate.ended_at is not None) == (True, False, 0, True)


def test_only_the_system_ends_and_forgets_by_the_clock():
    mandate, invitation = MandateFactory(), MandateInvitationFactory()

    for action in (
        lambda by: expire_mandate(mandate=mandate, by=by),
        lambda by: forget_mandate(mandate=mandate, by=by),
        lambda by: forget_invitation(invitation=invitation, by=by),
    ):
        with pytest.raises(PermissionDenied):
            action(mandate.person)

    assert expire_mandate(mandate=mandate, by=SYSTEM).ended_at is None  # it still runs


def test_what_is_over_is_forgotten(time_machine, settings):
    mandate = MandateFactory(ended=True)
    MandateInvitationFactory(organisation=mandate.organisation, by=mandate.person)
    kept = MandateFactory(organisation=mandate.organisation)

    time_machine.move_to(timezone.now() + settings.ORGANISATIONS_MANDATES_KEPT)
    failed = (forget_mandates(), forget_invitations())

    assert (failed, list(Mandate.objects.all())) == ((0, 0), [kept])
    assert not MandateInvitation.objects.exists()


def test_an_organisation_outlives_its_last_person_and_staff_are_told():
    right = Permission.objects.get(codename="look_after_organisations")
    staff, person = UserFactory(), UserFactory()
    staff.user_permissions.add(right)
    organisation = MandateFactory(person=person, manager=True).organisation
    MandateInvitationFactory(organisation=organisation, by=person)
    MandateInvitationFactory(email=person.email)

    close_account(person=person, by=person)
    organisation.refresh_from_db()

    assert organisation.unmanaged_since is not None
    assert verbs_about(organisation) == ["organisation.left_alone"]
    notices = Notice.objects.filter(template="organisations/email/organisation_unmanaged.txt")
    assert [notice.recipient for notice in notices] == [staff]
    assert not MandateInvitation.objects.exists()


def test_the_co_operative_finds_people_for_an_organisation_that_was_left():
    right = Permission.objects.get(codename="look_after_organisations")
    staff, person = UserFactory(), UserFactory()
    staff.user_permissions.add(right)
    organisation = OrganisationFactory(unmanaged_since=timezone.now())
    managed = MandateFactory(manager=True).organisation

    with pytest.raises(PermissionDenied):
        invite_person(organisation=managed, offered=offer(), by=staff)
    offered = offer(person.email, role=MandateRole.MANAGER)
    invitation = invite_person(organisation=organisation, offered=offered, by=staff)
    accept_invitation(invitation=invitation, by=person)

    assert list(Organisation.objects.without_manager()) == []
    assert manages(person, organisation)


def test_closing_an_account_tells_nobody_while_others_manage():
    manager = MandateFactory(manager=True)
    other = MandateFactory(organisation=manager.organisation, manager=True)

    close_account(person=manager.person, by=manager.person)

    assert list(Mandate.objects.running()) == [other]
    assert list(Organisation.objects.without_manager()) == []
