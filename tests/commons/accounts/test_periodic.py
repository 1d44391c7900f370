"""Sessions that are over."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.accounts import periodic
from commons.accounts.models import TwoStepReset
from commons.accounts.periodic import forget_resets, forget_sessions
from tests.factories.accounts import UserFactory
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db


def test_forget_sessions_takes_ended_ones_with_the_address_they_came_from(client, time_machine):
    client.force_login(UserFactory())
    UserSession.objects.create(
        user=UserFactory(), ip="127.0.0.1", session_key=client.session.session_key
    )
    UserSession.objects.create(user=UserFactory(), ip="127.0.0.1", session_key="ended")

    forget_sessions()
    while_open = [one.session_key for one in UserSession.objects.all()]
    time_machine.move_to(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    forget_sessions()

    assert while_open == [client.session.session_key]
    assert list(UserSession.objects.all()) == []
    assert list(Session.objects.all()) == []


def test_forget_sessions_goes_on_after_a_row_that_fails(monkeypatch, failed_rows):
    for key in ("one", "two"):
        UserSession.objects.create(user=UserFactory(), ip="127.0.0.1", session_key=key)
    Session.objects.create(session_key="ended", expire_date=timezone.now())
    tried, _done = poison(monkeypatch, periodic, "delete_row")

    failed = forget_sessions()

    assert_one_failed(failed_rows, UserSession, tried[0])
    assert failed == 1
    assert [row.pk for row in UserSession.objects.all()] == tried[:1]
    assert Session.objects.count() == 0


def test_forget_resets_goes_on_after_a_row_that_fails(monkeypatch, failed_rows):
    long_ago = timezone.now() - timedelta(days=8)
    for _each in range(2):
        TwoStepReset.objects.create(
            person=UserFactory(), asked_by=UserFactory(), asked_at=long_ago, reason="I met her."
        )
    tried, _done = poison(monkeypatch, periodic, "delete_row")

    failed = forget_resets()

    assert_one_failed(failed_rows, TwoStepReset, tried[0])
    assert failed == 1
    assert [row.pk for row in TwoStepReset.objects.all()] == tried[:1]
