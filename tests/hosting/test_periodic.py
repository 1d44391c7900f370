"""What the clock does, and what it leaves alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from hosting.enums import RequestState
from hosting.models import Request
from hosting.periodic import (
    complete_agreements,
    expire_silent_requests,
    forget_reasons,
    remind_hosts,
)
from tests.factories.hosting import (
    MAY,
    AgreementFactory,
    RequestFactory,
    SessionFactory,
    SessionRequestFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 4, 1, 9, tzinfo=UTC)


def states():
    return list(Request.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.time_machine(NOW)
def test_silence_expires_a_request_and_an_answer_does_not():
    RequestFactory(answer_by=NOW)
    RequestFactory(answer_by=NOW, state=RequestState.TENTATIVE)
    RequestFactory(answer_by=NOW + timedelta(seconds=1))

    expire_silent_requests()

    assert states() == [RequestState.EXPIRED, RequestState.TENTATIVE, RequestState.SENT]


@pytest.mark.time_machine(datetime(2027, 5, 4, 13, tzinfo=UTC))
def test_a_day_that_has_come_ends_what_was_still_open():
    RequestFactory(state=RequestState.TENTATIVE)
    SessionRequestFactory(state=RequestState.TENTATIVE)
    SessionRequestFactory(
        state=RequestState.TENTATIVE,
        session=SessionFactory(
            starts_at=timezone.now() + timedelta(hours=1),
            ends_at=timezone.now() + timedelta(hours=2),
        ),
    )

    expire_silent_requests()

    assert states() == [RequestState.EXPIRED, RequestState.EXPIRED, RequestState.TENTATIVE]


@pytest.mark.time_machine(NOW)
def test_a_host_is_reminded_when_the_deadline_is_near(committed, mailoutbox):
    near = RequestFactory(answer_by=NOW + settings.HOSTING_REMIND_BEFORE)
    RequestFactory(answer_by=NOW + settings.HOSTING_REMIND_BEFORE + timedelta(minutes=1))

    with committed():
        remind_hosts()
        remind_hosts()

    assert [mail.to for mail in mailoutbox] == [[near.host.email]]


@pytest.mark.time_machine(datetime(2027, 5, 6, 9, tzinfo=UTC))
def test_an_agreement_is_over_on_the_day_of_departure():
    AgreementFactory()
    AgreementFactory(check_out=MAY.check_out + timedelta(days=1))
    AgreementFactory(request__state=RequestState.CANCELLED)

    complete_agreements()

    assert states() == [RequestState.COMPLETED, RequestState.AGREED, RequestState.CANCELLED]


@pytest.mark.time_machine(NOW)
def test_a_reason_is_forgotten_some_time_after_the_end():
    long_ago = NOW - settings.HOSTING_FORGET_REASON_AFTER
    RequestFactory(reason="health", closed_at=long_ago, state=RequestState.DECLINED)
    RequestFactory(reason="work", closed_at=long_ago + timedelta(hours=1))
    RequestFactory(reason="family")

    forget_reasons()

    reasons = list(Request.objects.order_by("pk").values_list("reason", flat=True))
    assert reasons == ["", "work", "family"]
