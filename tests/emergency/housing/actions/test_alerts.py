"""Clocks that ran out are said aloud once, and stay until somebody has seen it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from emergency.housing.actions.alerts import acknowledge, raise_alerts
from emergency.housing.actions.code_alerts import warn_of_wrong_codes
from emergency.housing.models.alerts import Alert
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import WorkCode
from emergency.housing.periodic import raise_all_alerts, watch_wrong_codes
from emergency.intake.actions.floods import warn_of_flood
from emergency.intake.periodic import watch_for_floods
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingRequestFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def late():
    return HousingRequestFactory(next_action_at=timezone.now() - timedelta(minutes=1))


def test_raise_alerts_once_for_a_clock_and_tells_who_is_on_duty(late):
    DutyFactory(activation=late.activation)
    HousingRequestFactory(activation=late.activation)

    raise_all_alerts()
    raise_all_alerts()

    assert [alert.request for alert in Alert.objects.all()] == [late]
    assert Notice.objects.count() == 1


def test_a_new_clock_that_runs_out_is_a_new_alert(late):
    raise_alerts(activation=late.activation, by=SYSTEM)
    HousingRequest.objects.update(next_action_at=timezone.now())

    assert raise_alerts(activation=late.activation, by=SYSTEM) == 1
    assert Alert.objects.count() == 2


def test_an_alert_stays_until_a_person_has_seen_it(client, late):
    raise_alerts(activation=late.activation, by=SYSTEM)
    nadia = DutyFactory(activation=late.activation).person
    client.force_login(nadia)
    args = [late.activation.address, late.public_id]
    assert "Mark as seen" in client.get(reverse("emergency:request", args=args)).text

    client.post(reverse("emergency:request-seen", args=args))

    assert Alert.objects.get().seen_by == nadia
    assert "Mark as seen" not in client.get(reverse("emergency:request", args=args)).text


def test_alerts_are_raised_by_the_clock_and_seen_by_coordinators(late):
    with pytest.raises(PermissionDenied):
        raise_alerts(activation=late.activation, by=UserFactory())
    with pytest.raises(PermissionDenied):
        acknowledge(request=late, by=UserFactory())


def test_the_clock_of_an_emergency_that_sleeps_is_silent():
    activation = ActivationFactory(closed=True)
    HousingRequestFactory(activation=activation, next_action_at=timezone.now())

    raise_all_alerts()

    assert not Alert.objects.exists()


@pytest.fixture
def flooded(settings):
    """One form more within the hour than people are thought to send."""
    settings.EMERGENCY_FLOOD = 2
    activation = ActivationFactory()
    SubmissionFactory.create_batch(3, activation=activation)
    return activation


def test_watch_for_floods_tells_those_on_duty_once_an_hour(flooded, time_machine):
    nadia = DutyFactory(activation=flooded).person
    watch_for_floods()
    watch_for_floods()
    notices = list(Notice.objects.values_list("recipient", "data__came"))

    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    watch_for_floods()  # it has stopped
    SubmissionFactory.create_batch(3, activation=flooded)
    watch_for_floods()

    assert notices == [(nadia.pk, 3)]
    assert Notice.objects.count() == 2


def test_as_many_forms_as_people_send_are_no_flood(settings, flooded):
    DutyFactory(activation=flooded)
    settings.EMERGENCY_FLOOD = 3

    watch_for_floods()

    assert not Notice.objects.exists()


def test_watch_wrong_codes_tells_those_on_duty_once_an_hour(time_machine):
    request = HousingRequestFactory()
    nadia = DutyFactory(activation=request.activation).person
    words = {"domain": "chu-tours.fr", "secret": "x"}
    for tries in (5, 5, 5, 5):
        until = timezone.now() + timedelta(minutes=30)
        WorkCode.objects.create(request=request, tries=tries, expires_at=until, **words)
    watch_wrong_codes()
    quiet = Notice.objects.count()
    WorkCode.objects.create(request=request, tries=1, expires_at=timezone.now(), **words)

    watch_wrong_codes()
    watch_wrong_codes()
    time_machine.move_to(timezone.now() + timedelta(minutes=91))
    watch_wrong_codes()  # it has stopped

    assert quiet == 0
    assert list(Notice.objects.values_list("recipient", "data__wrong")) == [(nadia.pk, 21)]
    entry = AuditEntry.objects.get(verb="activation.many_wrong_codes")
    assert (entry.actor, entry.data) == (None, {"wrong": 21})


def test_warn_of_wrong_codes_is_left_to_the_clock():
    duty = DutyFactory()
    for by in (UserFactory(), duty.person):
        with pytest.raises(PermissionDenied):
            warn_of_wrong_codes(activation=duty.activation, by=by)


def test_warn_of_flood_is_left_to_the_clock(flooded):
    for by in (UserFactory(), DutyFactory(activation=flooded).person):
        with pytest.raises(PermissionDenied):
            warn_of_flood(activation=flooded, by=by)
