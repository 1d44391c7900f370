"""What becomes of an agreement, and the words left afterwards."""

from datetime import date, timedelta

import pytest

from commons.accounts.permissions import SYSTEM
from hosting.actions.agreements import cancel_agreement, complete_agreement, report_no_show
from hosting.actions.notes import answer_note, leave_note
from hosting.enums import RequestState
from hosting.errors.requests import NoteAlreadyLeftError, TooEarlyError
from hosting.models import NightHold, Note, SeatHold
from tests.factories.hosting import MAY, AgreementFactory, SessionRequestFactory

pytestmark = pytest.mark.django_db

DURING = MAY.check_in + timedelta(days=1)


def over():
    return AgreementFactory(request__state=RequestState.COMPLETED)


def test_cancel_gives_the_nights_back_and_tells_the_other(committed, mailoutbox):
    agreement = AgreementFactory()

    with committed():
        cancel_agreement(agreement=agreement, by=agreement.guest)

    agreement.refresh_from_db()
    assert (agreement.hold, agreement.sequence) == (None, 1)
    assert agreement.request.state == RequestState.CANCELLED
    assert list(NightHold.objects.all()) == []
    assert [mail.to for mail in mailoutbox] == [[agreement.host.email]]


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

    with pytest.raises(TooEarlyError):
        report_no_show(agreement=agreement, by=agreement.host)

    assert NightHold.objects.all().nights() == MAY.nights


@pytest.mark.time_machine(DURING)
def test_no_show_frees_the_nights():
    agreement = AgreementFactory()

    report_no_show(agreement=agreement, by=agreement.host)

    agreement.request.refresh_from_db()
    assert agreement.request.state == RequestState.NO_SHOW
    assert list(NightHold.objects.all()) == []


def test_each_side_leaves_one_note_about_the_other():
    agreement = over()

    by_guest = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    by_host = leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)

    assert (by_guest.about, by_host.about) == (agreement.host, agreement.guest)
    assert list(Note.objects.order_by("pk")) == [by_guest, by_host]


def test_a_second_note_is_refused_and_the_first_stays():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    with pytest.raises(NoteAlreadyLeftError):
        leave_note(agreement=agreement, words="And more.", by=agreement.guest)

    assert list(Note.objects.all()) == [note]


def test_a_note_before_the_days_are_over_is_refused():
    agreement = AgreementFactory()

    with pytest.raises(TooEarlyError):
        leave_note(agreement=agreement, words="Too soon.", by=agreement.guest)

    assert list(Note.objects.all()) == []


def test_answer_note_stands_below_it():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    answer_note(note=note, reply="Come back for the other one.", by=agreement.host)

    note.refresh_from_db()
    assert note.reply == "Come back for the other one."
