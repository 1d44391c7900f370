"""A lost second factor is taken away by two, or by a command of whoever runs the server."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.accounts.actions.two_step_resets import (
    ask_two_step_reset,
    confirm_two_step_reset,
    withdraw_two_step_reset,
)
from commons.accounts.errors import NoSecondFactorError, ResetGoneError, SamePersonError
from commons.accounts.models import TwoStepReset
from commons.accounts.periodic import forget_resets
from commons.accounts.selectors import has_second_factor
from commons.audit.models import AuditEntry
from hosting.communities.states import MembershipState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, DutyFactory, HospitalFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def with_app(**fields):
    """Somebody with an authenticator app and recovery codes."""
    person = UserFactory(**fields)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=person, type=kind, data={})
    return person


@pytest.fixture
def people():
    """A member who lost their phone, and two coordinators of their community."""
    community = CommunityFactory()
    lost = with_app()
    helpers = UserFactory.create_batch(2)
    MembershipFactory(person=lost, community=community)
    for helper in helpers:
        MembershipFactory(person=helper, community=community, coordinator=True)
    return lost, *helpers


def asked(person, by, reason="I met her."):
    return ask_two_step_reset(person=person, reason=reason, by=by)


def test_two_coordinators_reset_and_the_person_hears_of_it(people, committed, mailoutbox):
    lost, first, second = people
    with committed():
        asked(lost, first)
    before = has_second_factor(lost)

    with committed():
        confirm_two_step_reset(person=lost, by=second)

    lost.refresh_from_db()
    assert before
    assert not Authenticator.objects.filter(user=lost).exists()
    left = lost.two_step_due_at - timezone.now()
    assert timedelta(days=1, hours=23) < left <= timedelta(days=2)
    assert not TwoStepReset.objects.exists()
    assert [mail.subject for mail in mailoutbox] == [
        f"{first.display_name} wants to reset your two-step login",
        "Your two-step login has been reset",
    ]
    password = f"{settings.BASE_URL}/en/account/password/forgotten/"
    assert f"Choose a new password: {password}\n" in mailoutbox[1].body
    assert [(entry.verb, entry.actor) for entry in AuditEntry.objects.order_by("pk")] == [
        ("person.two_step_reset_asked", first),
        ("person.two_step_reset", second),
    ]


def test_confirm_two_step_reset_refuses_whoever_asked(people):
    lost, first, _second = people
    asked(lost, first)

    with pytest.raises(SamePersonError):
        confirm_two_step_reset(person=lost, by=first)

    assert has_second_factor(lost)


def test_confirm_two_step_reset_refuses_what_is_withdrawn_or_old(people, time_machine):
    lost, first, second = people
    asked(lost, first)
    withdraw_two_step_reset(person=lost, by=lost)
    with pytest.raises(ResetGoneError):
        confirm_two_step_reset(person=lost, by=second)
    asked(lost, first)
    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))

    with pytest.raises(ResetGoneError):
        confirm_two_step_reset(person=lost, by=second)
    failed = forget_resets()

    assert failed == 0
    assert has_second_factor(lost)
    assert not TwoStepReset.objects.exists()


def test_ask_two_step_reset_gives_the_second_one_the_row_of_the_first(people):
    lost, first, second = people

    rows = {asked(lost, first), asked(lost, second, reason="So did I.")}

    assert [row.asked_by for row in rows] == [first]


def test_ask_two_step_reset_refuses_where_there_is_nothing_to_lose(people):
    _lost, first, second = people

    with pytest.raises(NoSecondFactorError):
        asked(second, first)


def test_ask_two_step_reset_is_left_to_whoever_looks_after_the_person(people):
    lost, first, _second = people
    elsewhere, member = UserFactory(), UserFactory()
    MembershipFactory(person=elsewhere, coordinator=True)
    MembershipFactory(person=member, community=lost.memberships.get().community)
    ruler = with_app(is_superuser=True)
    MembershipFactory(person=ruler, community=lost.memberships.get().community)

    for person, by in [(lost, elsewhere), (lost, member), (lost, lost), (ruler, first)]:
        with pytest.raises(PermissionDenied):
            asked(person, by)
    with pytest.raises(PermissionDenied):
        asked(ruler, ruler)

    assert not TwoStepReset.objects.exists()


def coordinator_elsewhere(lost):
    MembershipFactory(person=lost, coordinator=True)


def moderator(lost):
    lost.groups.add(Group.objects.get(name="Moderation"))


def staff(lost):
    lost.is_staff = True
    lost.save()


def on_duty(lost):
    DutyFactory(person=lost)


@pytest.mark.parametrize("role", [coordinator_elsewhere, moderator, staff, on_duty])
def test_ask_needs_every_role_of_the_person(people, role):
    lost, first, _second = people
    role(lost)
    ruler = UserFactory(is_superuser=True)

    with pytest.raises(PermissionDenied):
        asked(lost, first)

    assert asked(lost, ruler).asked_by == ruler


def test_ask_two_step_reset_is_refused_for_who_has_only_applied(people):
    lost, first, _second = people
    lost.memberships.update(state=MembershipState.CANDIDATE)

    with pytest.raises(PermissionDenied):
        asked(lost, first)


@pytest.mark.parametrize("change", [{"is_coordinator": False}, {"state": "left"}])
def test_confirm_needs_who_asked_in_their_role_still(people, change):
    lost, first, second = people
    asked(lost, first)
    first.memberships.update(**change)

    with pytest.raises(ResetGoneError):
        confirm_two_step_reset(person=lost, by=second)

    assert has_second_factor(lost)
    assert asked(lost, second, reason="I met her too.").asked_by == second


@pytest.mark.parametrize("shared", ["mailbox", "phone"])
def test_confirm_refuses_a_second_account_with_the_same_contact(people, shared):
    lost, first, second = people
    if shared == "mailbox":
        second.email = first.email.replace("@", "+two@")
    else:
        first.phone = second.phone = "+33612345678"
    for person in (first, second):
        person.save()
    asked(lost, first)

    with pytest.raises(SamePersonError):
        confirm_two_step_reset(person=lost, by=second)

    assert has_second_factor(lost)


@pytest.mark.parametrize(
    ("theirs", "own", "may"),
    [
        ({"sees_safety": True}, {"sees_safety": False}, False),
        ({"sees_safety": True}, {"sees_safety": True}, True),
        ({}, {"hospitals": [0]}, False),
        ({"hospitals": [0]}, {"hospitals": [0, 1]}, True),
        ({"hospitals": [1]}, {"hospitals": [0]}, False),
        ({"hospitals": [1]}, {}, True),
    ],
)
def test_colleagues_on_duty_help_whoever_sees_no_more(theirs, own, may):
    activation, hospitals = ActivationFactory(), HospitalFactory.create_batch(2)
    people = []
    for sees in (theirs, own):
        safety = sees.get("sees_safety", False)
        duty = DutyFactory(activation=activation, sees_safety=safety)
        duty.hospitals.set([hospitals[number] for number in sees.get("hospitals", [])])
        people.append(duty.person)
    lost, helper = people

    assert helper.has_perm("accounts.ask_two_step_reset", lost) is may


def test_colleagues_on_duty_help_each_other():
    activation = ActivationFactory()
    lost, first, second = with_app(), UserFactory(), UserFactory()
    for person in (lost, first, second):
        DutyFactory(activation=activation, person=person)
    asked(lost, first)

    confirm_two_step_reset(person=lost, by=second)

    assert not has_second_factor(lost)


def test_reset_two_step_command_helps_locked_out_administrators(committed, mailoutbox):
    ruler = with_app(is_superuser=True, email="ruler@example.org")

    with committed():
        call_command("reset_two_step", "Ruler@example.org")

    assert not has_second_factor(ruler)
    assert [mail.to for mail in mailoutbox] == [["ruler@example.org"]]
    assert [(entry.verb, entry.actor) for entry in AuditEntry.objects.all()] == [
        ("person.two_step_reset", None)
    ]
    with pytest.raises(CommandError, match="nothing to reset"):
        call_command("reset_two_step", "ruler@example.org")
    with pytest.raises(CommandError, match="No active account"):
        call_command("reset_two_step", "nobody@example.org")


def test_closing_an_account_takes_its_factors_and_resets(people):
    lost, first, _second = people
    asked(lost, first)

    close_account(person=lost, by=lost)

    assert not Authenticator.objects.exists()
    assert not TwoStepReset.objects.exists()
