"""Appeals: by either side, once, in time, answered by somebody else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from commons.mail.models import Letter
from commons.moderation.actions.appeals import appeal
from commons.moderation.errors import (
    AnotherPersonError,
    AppealedAlreadyError,
    AppealTooLateError,
    DecidedSinceError,
    FinalDecisionError,
)
from commons.moderation.models import Appeal, Case, Decision
from commons.moderation.presenters.statements import report_summary, statement_summary
from commons.moderation.states import CaseState, Measure
from commons.notifications.models import Notice
from core.text.formatting import format_full_day
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of, decided, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    return StayFactory()


@pytest.fixture
def report(offer):
    return reported("offer", offer, by=UserFactory())


def test_the_author_appeals_and_somebody_else_shows_it_as_it_was(offer, report):
    first, second = coordinator_of(offer.community), coordinator_of(offer.community)
    decision = decided(report.case, by=first)

    appeal(decision=decision, words="It is mine.", by=offer.host)
    answer = decided(report.case, by=second, measure=Measure.NONE)

    assert answer.is_on_appeal
    assert Appeal.objects.get().answer == answer
    assert list(Offer.objects.public()) == [offer.offer_ptr]
    case = Case.objects.get()
    assert (case.state, case.effect) == (CaseState.DECIDED, Measure.NONE)


def test_whoever_decided_first_does_not_answer_the_appeal(offer, report):
    first = coordinator_of(offer.community)
    decision = decided(report.case, by=first)
    appeal(decision=decision, words="It is mine.", by=offer.host)

    with pytest.raises(AnotherPersonError):
        decided(report.case, by=first, measure=Measure.NONE)

    assert Decision.objects.count() == 1


def test_a_reporter_reads_until_when_to_appeal(report, committed, mailoutbox):
    with committed():
        decision = decided(report.case)

    last = f"You can appeal until {format_full_day(decision.appeals_until)}."
    assert [last in mail.body for mail in mailoutbox if mail.to == [report.by.email]] == [True]
    assert report.appeals_until == decision.appeals_until
    appeal(decision=decision, words="It still is.", by=report.by, report=report)
    assert report.appeals_until is None


def test_an_appeal_is_told_to_everybody_but_the_first(offer, report):
    first, second = coordinator_of(offer.community), coordinator_of(offer.community)
    decision = decided(report.case, by=first)

    appeal(decision=decision, words="It is mine.", by=offer.host)

    told = Notice.objects.filter(template="moderation/email/case_appealed.txt")
    assert [one.recipient for one in told] == [second]


def test_whoever_reported_it_appeals_against_nothing_being_done(offer, report):
    decision = decided(report.case, measure=Measure.NONE)

    appeal(decision=decision, words="Look again.", report=report, by=report.by)
    decided(report.case, measure=Measure.HIDDEN)

    assert not Offer.objects.public().exists()


def test_both_sides_appeal_and_one_answer_is_for_both(offer, report):
    decision = decided(report.case, measure=Measure.ASKED)

    appeal(decision=decision, words="Too much.", by=offer.host)
    appeal(decision=decision, words="Too little.", report=report, by=report.by)
    answer = decided(report.case, measure=Measure.NONE)

    assert [one.answer for one in Appeal.objects.all()] == [answer, answer]


def test_a_side_appeals_once(offer, report):
    decision = decided(report.case)
    appeal(decision=decision, words="It is mine.", by=offer.host)

    with pytest.raises(AppealedAlreadyError):
        appeal(decision=decision, words="It is!", by=offer.host)


def test_an_appeal_comes_in_six_months_and_not_later(offer, report):
    decision = decided(report.case)
    late = timezone.now() - settings.MODERATION_APPEAL_WITHIN - timedelta(minutes=1)
    Decision.objects.update(made_at=late)
    decision.refresh_from_db()

    with pytest.raises(AppealTooLateError):
        appeal(decision=decision, words="It is mine.", by=offer.host)

    assert not statement_summary(decision).can_appeal


def test_the_answer_to_an_appeal_is_the_last_word_here(offer, report):
    decision = decided(report.case)
    appeal(decision=decision, words="It is mine.", by=offer.host)
    answer = decided(report.case)

    for one, refusal in ((decision, DecidedSinceError), (answer, FinalDecisionError)):
        with pytest.raises(refusal):
            appeal(decision=one, words="Once more.", by=offer.host)

    assert not statement_summary(answer).can_appeal
    assert not report_summary(report).can_appeal


def test_a_suspended_host_who_was_right_acts_again_and_finds_what_was_open(offer, report):
    decision = decided(report.case, measure=Measure.SUSPENDED)
    appeal(decision=decision, words="It is mine.")

    decided(report.case, measure=Measure.NONE)

    offer.host.refresh_from_db()
    assert (offer.host.is_active, offer.host.suspended_at) == (True, None)
    assert list(Offer.objects.public()) == [offer.offer_ptr]
    assert Letter.objects.count() == 1  # the suspension; back again, a notice is enough
