"""The words left afterwards: when, by whom, and when others read them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.notifications.models import Notice
from commons.privacy.personal_data import export_of
from core.permissions import SYSTEM
from hosting.notes.actions.notes import answer_note, leave_note, publish_note, withdraw_note
from hosting.notes.errors import (
    NoteAlreadyLeftError,
    NoteNotShownError,
    NotesClosedError,
    NoteTooEarlyError,
)
from hosting.notes.models import Note
from hosting.notes.periodic import publish_due_notes
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def over(**changes):
    return AgreementFactory(request__state=RequestState.COMPLETED, **changes)


def long_over():
    """The time to write is past."""
    past = timezone.now() - settings.HOSTING_NOTES_WITHIN - timedelta(days=1)
    return over(request__closed_at=past)


def let_time_pass(agreement):
    past = timezone.now() - settings.HOSTING_NOTES_WITHIN - timedelta(days=1)
    type(agreement.request).objects.filter(pk=agreement.request_id).update(closed_at=past)


def told():
    return [(notice.recipient, notice.template) for notice in Notice.objects.order_by("pk")]


def test_each_side_leaves_one_note_about_the_other():
    agreement = over()

    by_guest = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    by_host = leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)

    assert (by_guest.about, by_host.about) == (agreement.host, agreement.guest)
    assert list(Note.objects.order_by("pk")) == [by_guest, by_host]


def test_nobody_leaves_a_note_who_was_not_there():
    agreement = over()
    offer = agreement.request.offer
    neighbour = MembershipFactory(community=offer.community, is_coordinator=True).person
    another_guest = over().guest

    for person in (UserFactory(), UserFactory(is_superuser=True), neighbour, another_guest):
        with pytest.raises(PermissionDenied):
            leave_note(agreement=agreement, words="I heard of it.", by=person)

    assert not Note.objects.exists()


@pytest.mark.parametrize("state", [RequestState.CANCELLED, RequestState.NO_SHOW])
def test_nobody_leaves_a_note_about_days_that_nobody_spent(state):
    agreement = AgreementFactory(request__state=state)

    for person in (agreement.guest, agreement.host):
        with pytest.raises(NoteTooEarlyError):
            leave_note(agreement=agreement, words="We would have.", by=person)

    assert not Note.objects.exists()


def test_a_second_note_is_refused_and_the_first_stays():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    with pytest.raises(NoteAlreadyLeftError):
        leave_note(agreement=agreement, words="And more.", by=agreement.guest)

    assert list(Note.objects.all()) == [note]


def test_a_note_before_the_days_are_over_is_refused():
    agreement = AgreementFactory()

    with pytest.raises(NoteTooEarlyError, match="once the agreement is completed"):
        leave_note(agreement=agreement, words="Too soon.", by=agreement.guest)

    assert list(Note.objects.all()) == []


def test_a_note_waits_for_the_other_one_and_both_appear_together():
    agreement = over()

    first = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    alone = list(Note.objects.shown())
    leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)

    assert alone == []
    assert set(Note.objects.shown()) == set(agreement.notes.all())
    assert told() == [
        (agreement.host, "notes/email/note_waiting.txt"),
        (agreement.guest, "notes/email/note_left.txt"),
        (agreement.host, "notes/email/note_left.txt"),
    ]
    assert first.words not in str(Notice.objects.first().data)


def test_the_letter_about_a_waiting_note_holds_no_word_of_it(committed, mailoutbox):
    agreement = over()

    with committed():
        leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    assert [mail.to for mail in mailoutbox] == [[agreement.host.email]]
    assert "weir" not in mailoutbox[0].subject + mailoutbox[0].body


def test_a_note_that_stays_alone_is_shown_when_the_time_is_over():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    publish_due_notes()
    early = list(Note.objects.shown())
    let_time_pass(agreement)
    publish_due_notes()
    publish_due_notes()

    assert early == []
    assert list(Note.objects.shown()) == [note]
    assert [template for _, template in told()].count("notes/email/note_left.txt") == 1


def test_the_file_of_ones_own_data_holds_nothing_that_still_waits():
    agreement = over()
    leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    before = str(export_of(agreement.host)["hosting"])
    leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)
    after = str(export_of(agreement.host)["hosting"])

    assert "weir" not in before
    assert "weir" in after
    assert "weir" in str(export_of(agreement.guest)["hosting"])


def test_nobody_but_the_clock_shows_a_note_that_is_alone():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    let_time_pass(agreement)

    with pytest.raises(PermissionDenied):
        publish_note(note=note, by=agreement.guest)

    assert list(Note.objects.shown()) == []


def test_show_note_before_its_time_shows_nothing():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    with pytest.raises(Note.DoesNotExist):
        publish_note(note=note, by=SYSTEM)

    assert list(Note.objects.shown()) == []


def test_leave_note_is_refused_once_notes_are_closed():
    agreement = long_over()

    with pytest.raises(NotesClosedError):
        leave_note(agreement=agreement, words="Now I say mine.", by=agreement.host)

    assert list(Note.objects.all()) == []


def test_a_note_is_taken_to_the_end_of_the_last_day_and_shown_from_then_on(time_machine):
    time_machine.move_to("2027-06-01 12:00 +0000", tick=False)
    agreement = over(request__closed_at=timezone.now())
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    request, moments = agreement.request, []

    for moment in ("2027-06-15 21:59 +0000", "2027-06-15 22:00 +0000"):  # midnight in Paris
        time_machine.move_to(moment, tick=False)
        moments.append((request.takes_notes, list(Note.objects.due())))

    assert request.last_note_day == date(2027, 6, 15)
    assert moments == [(True, []), (False, [note])]


def test_answer_note_stands_below_it_and_an_empty_one_takes_it_back():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)

    answer_note(note=note, reply="Come back for the other one.", by=agreement.host)
    note.refresh_from_db()
    answered = note.reply
    answer_note(note=note, reply="", by=agreement.host)
    note.refresh_from_db()

    assert (answered, note.reply) == ("Come back for the other one.", "")


def test_answer_note_is_refused_while_nobody_reads_it():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    with pytest.raises(NoteNotShownError):
        answer_note(note=note, reply="So?", by=agreement.host)

    note.refresh_from_db()
    assert note.reply == ""


def test_withdraw_note_leaves_no_word_and_no_answer_and_shows_it_nowhere():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)
    other = leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)
    answer_note(note=note, reply="Come back.", by=agreement.host)

    withdraw_note(note=note, by=agreement.guest)
    withdraw_note(note=note, by=agreement.guest)

    note.refresh_from_db()
    assert (note.words, note.reply) == ("", "")
    assert list(Note.objects.shown()) == [other]
    with pytest.raises(NoteAlreadyLeftError):
        leave_note(agreement=agreement, words="Now I know yours.", by=agreement.guest)


def test_a_note_that_was_withdrawn_before_it_was_shown_is_never_shown():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    withdraw_note(note=note, by=agreement.guest)
    leave_note(agreement=agreement, words="Quiet people.", by=agreement.host)
    let_time_pass(agreement)
    publish_due_notes()

    assert [note.author for note in Note.objects.shown()] == [agreement.host]


def test_nobody_else_withdraws_a_note():
    agreement = over()
    note = leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    with pytest.raises(PermissionDenied):
        withdraw_note(note=note, by=agreement.host)

    note.refresh_from_db()
    assert note.words == "We learnt the weir."


def test_a_waiting_note_says_the_last_day_from_the_end_of_the_agreement(
    committed, mailoutbox, time_machine
):
    agreement = over(request__closed_at=datetime(2027, 6, 1, 12, tzinfo=UTC))
    time_machine.move_to("2027-06-11 12:00 +0000", tick=False)  # ten days later

    with committed():
        leave_note(agreement=agreement, words="We learnt the weir.", by=agreement.guest)

    assert "or after Tuesday 15 June: from then on" in mailoutbox[0].body
