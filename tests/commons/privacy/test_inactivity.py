"""Accounts that nobody uses are warned of, then closed; whoever comes back keeps theirs."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.privacy.models import InactivityWarning
from commons.privacy.periodic import close_inactive, close_unconfirmed, warn_inactive
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db

BEGIN = "2027-03-01 12:00 +0000"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def march(time_machine):
    time_machine.move_to(BEGIN, tick=False)


def closed():
    return set(User.objects.exclude(closed_at=None).values_list("pk", flat=True))


def test_inactive_account_is_warned_a_month_before_it_closes(committed, time_machine):
    ada = UserFactory(email="ada@example.org")
    began = timezone.now()

    for days in (699, 700, 701, 729):
        time_machine.move_to(began + timedelta(days=days), tick=False)
        with committed():
            warn_inactive()
            close_inactive()
        if days == 699:
            assert mail.outbox == []
    warned = [(one.to, one.subject) for one in mail.outbox]
    before = closed()
    time_machine.move_to(began + timedelta(days=730), tick=False)
    close_inactive()

    assert warned == [
        (["ada@example.org"], "Log in before Wednesday 28 February to keep your account")
    ]
    assert (before, closed()) == (set(), {ada.pk})
    assert list(InactivityWarning.objects.all()) == []


@pytest.mark.parametrize("sign", ["login", "session", "deed"])
def test_inactive_account_whose_person_comes_back_stays(sign, time_machine):
    ada = UserFactory()
    began = timezone.now()
    time_machine.move_to(began + timedelta(days=701), tick=False)
    warn_inactive()
    if sign == "login":
        User.objects.filter(pk=ada.pk).update(last_login=timezone.now())
    elif sign == "session":
        UserSession.objects.create(user=ada, ip="127.0.0.1", session_key="k", data={})
    else:
        audit.record(ada, "person.changed", ada)

    time_machine.move_to(began + timedelta(days=740), tick=False)
    close_inactive()

    assert closed() == set()
    assert list(InactivityWarning.objects.all()) == []


def test_inactive_account_on_which_others_depend_waits(time_machine):
    coordinator = MembershipFactory(community=CommunityFactory(), is_coordinator=True)
    MembershipFactory(community=coordinator.community)
    began = timezone.now()
    UserFactory(is_superuser=True)
    time_machine.move_to(began + timedelta(days=701), tick=False)
    warn_inactive()

    time_machine.move_to(began + timedelta(days=740), tick=False)
    close_inactive()

    assert coordinator.person_id not in closed()
    assert InactivityWarning.objects.filter(person=coordinator.person).exists()
    assert User.objects.get(is_superuser=True).closed_at is None


def test_unconfirmed_account_closes_after_a_month(time_machine):
    ada, ben = UserFactory(unverified=True), UserFactory()
    began = timezone.now()

    time_machine.move_to(began + 30 * DAY - timedelta(minutes=1), tick=False)
    close_unconfirmed()
    before = closed()
    time_machine.move_to(began + 30 * DAY, tick=False)
    close_unconfirmed()

    assert (before, closed()) == (set(), {ada.pk})
    assert ben.pk not in closed()
