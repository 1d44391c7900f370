"""What becomes of an agreement."""

from datetime import date, timedelta

import pytest

from core.permissions import SYSTEM
from hosting.calendars.models import NightHold, SeatHold
from hosting.requests.actions.agreements import cancel_agreement, complete_agreement, report_no_show
from hosting.requests.errors import NoShowTooEarlyError
from hosting.requests.states import RequestState
from tests.factories.hosting import MAY, AgreementFactory, SessionRequestFactory

pytestmark = pytest.mark.django_db

DURING = MAY.check_in + timedelta(days=1)


def test_cancel_gives_the_nights_back_and_tells_both(committed, mailoutbox):
    agreement = AgreementFactory()

    with committed():
        cancel_agreement(agreement=agreement, by=agreement.guest)

    agreement.refresh_from_db()
    assert (agreement.hold, agreement.sequence) == (None, 1)
    assert agreement.request.state == RequestState.CANCELLED
    assert list(NightHold.objects.all()) == []
    both = [[agreement.guest.email], [agreement.host.email]]
    assert sorted(mail.to for mail in mailoutbox) == sorted(both)


def test_cancel_gives_seats_back():
    agreement = AgreementFactory(request=SessionRequestFactory(state=RequestState.AGREED))

    cancel_agreement(agreement=agreement, by=agreement.host)

    assert list(SeatHold.objects.all()) == []


def test_complete_invites_both_to_leave_a_note(committed, mailoutbox):
    agreement = AgreementFactory()

    with committed():
        complete_agreement(agreement=agreement, by=SYSTEM)

    assert {mail.to[0] for mail in mailoutbox} == {agreement.host.email, agreement.guest.email}
    assert NightHold.objects.all().nights() == MAY.nights


@pytest.mark.time_machine(date(2027, 5, 1))
def test_no_show_before_the_day_is_refused():
    agreement = AgreementFactory()

    with pytest.raises(NoShowTooEarlyError):
        report_no_show(agreement=agreement, by=agreement.host)

    assert NightHold.objects.all().nights() == MAY.nights


@pytest.mark.time_machine(DURING)
def test_no_show_frees_the_nights():
    agreement = AgreementFactory()

    report_no_show(agreement=agreement, by=agreement.host)

    agreement.request.refresh_from_db()
    assert agreement.request.state == RequestState.NO_SHOW
    assert list(NightHold.objects.all()) == []
