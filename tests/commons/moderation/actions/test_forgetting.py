"""What was removed goes after the time for appeals, and what people told after a year."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.forgetting import erase_subject, forget_case
from commons.moderation.models import Appeal, Case, Copy, Report
from commons.moderation.periodic import erase_removed, forget_cases
from commons.moderation.states import Measure
from hosting.notes.models import Note
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, StayFactory
from tests.factories.moderation import decided, reported

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


def later(case, by):
    """As if the decision lay so far back."""
    moved = timezone.now() - by - A_MINUTE
    Case.objects.filter(pk=case.pk).update(
        decided_at=moved, appeals_until=moved + settings.MODERATION_APPEAL_WITHIN
    )


def note():
    agreement = AgreementFactory(request__state=RequestState.COMPLETED)
    return Note.objects.create(
        agreement=agreement,
        offer=agreement.request.offer,
        author=agreement.guest,
        about=agreement.host,
        words="A canary sings.",
        reply="It does.",
        shown_at=timezone.now(),
    )


def test_what_was_removed_goes_when_nobody_can_appeal_any_more():
    case = reported("note", note(), by=UserFactory()).case
    decided(case, measure=Measure.REMOVED)

    erase_removed()
    kept = Note.objects.get().words
    later(case, settings.MODERATION_APPEAL_WITHIN)
    erase_removed()

    gone = Note.objects.get()
    assert (kept, gone.words, gone.reply) == ("A canary sings.", "", "")
    assert not Note.objects.shown().exists()


def test_an_offer_that_was_removed_is_withdrawn_for_good():
    offer = StayFactory()
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, measure=Measure.REMOVED)
    later(case, settings.MODERATION_APPEAL_WITHIN)

    erase_removed()
    erase_removed()

    assert Offer.objects.get().state == OfferState.WITHDRAWN


def test_what_is_hidden_or_appealed_stays():
    hidden = reported("offer", StayFactory(), by=UserFactory()).case
    decided(hidden, measure=Measure.HIDDEN)
    removed = reported("offer", StayFactory(), by=UserFactory()).case
    decision = decided(removed, measure=Measure.REMOVED)
    appeal(decision=decision, words="It is mine.")
    for case in (hidden, removed):
        later(case, settings.MODERATION_APPEAL_WITHIN)

    erase_removed()

    assert not Case.objects.exclude(erased_at=None).exists()


def test_a_year_later_copies_and_those_who_reported_are_forgotten():
    case = reported("offer", StayFactory(), email="canary@example.org").case
    decided(case, measure=Measure.HIDDEN)
    later(case, settings.MODERATION_KEPT)

    forget_cases()

    report = Report.objects.get()
    assert (report.words, report.name, report.email, report.by) == ("", "", "", None)
    assert not Copy.objects.exists()
    assert case.decisions.get().words


def test_a_year_later_what_was_told_in_other_cases_stays():
    old, other = (reported("offer", StayFactory(), by=UserFactory()).case for _case in range(2))
    for case in (old, other):
        appeal(decision=decided(case, measure=Measure.HIDDEN), words="It is mine.")
        decided(case, measure=Measure.HIDDEN)
    later(old, settings.MODERATION_KEPT)

    forget_cases()

    words = dict(Appeal.objects.values_list("decision__case", "words"))
    assert words == {old.pk: "", other.pk: "It is mine."}
    assert [(one.case, one.words != "") for one in Report.objects.order_by("pk")] == [
        (old, False),
        (other, True),
    ]


def test_a_year_later_a_case_in_which_nothing_was_done_is_gone():
    case = reported("offer", StayFactory(), by=UserFactory()).case
    decided(case, measure=Measure.NONE)

    forget_cases()
    kept = Case.objects.count()
    later(case, settings.MODERATION_KEPT)
    forget_cases()

    assert (kept, Case.objects.count()) == (1, 0)


@pytest.mark.parametrize("deed", [erase_subject, forget_case])
def test_nobody_but_the_clock_forgets(deed):
    case = reported("offer", StayFactory(), by=UserFactory()).case

    with pytest.raises(PermissionDenied):
        deed(case=case, by=UserFactory(is_superuser=False))


def test_a_closed_account_takes_its_name_from_what_it_reported():
    reporter = UserFactory()
    report = reported("offer", StayFactory(), by=reporter)

    close_account(person=reporter, by=reporter)

    report.refresh_from_db()
    assert (report.by, report.words) == (None, "The second sentence.")
