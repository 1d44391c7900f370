"""Deciding: by nobody who is a party, with reasons, told to both sides, undone whole."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.choices import MailFrequency
from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.moderation.actions.decisions import decide_case
from commons.moderation.errors import (
    DecidedSinceError,
    MeasureNotOpenError,
    OwnCaseError,
    RuleMissingError,
)
from commons.moderation.models import Case, Decision
from commons.moderation.reportable_types import ReportableType, all_reportable_types
from commons.moderation.states import CaseState, Measure
from commons.moderation.tasks import notify_reporters
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of, decided, reported, verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(offer, coordinator):
    return reported("offer", offer, by=UserFactory(language="en")).case


def told(person):
    templates = Notice.objects.filter(recipient=person).order_by("pk")
    return [one.template.rsplit("/", 1)[1] for one in templates]


def test_decide_case_hides_tells_both_sides_and_is_recorded(committed, case, offer, coordinator):
    with committed():
        made = decided(case, by=coordinator)

    case.refresh_from_db()
    assert (case.state, case.effect) == (CaseState.DECIDED, Measure.HIDDEN)
    assert not Offer.objects.public().exists()
    assert told(offer.host) == ["statement.txt"]
    assert told(case.reports.get().by) == ["report_decided.txt"]
    entry = AuditEntry.objects.get(verb="case.decided")
    assert (entry.actor, entry.data) == (
        coordinator,
        {"measure": "hidden", "decision": made.pk},
    )
    assert AuditEntry.objects.filter(verb="case.hidden", actor=coordinator).count() == 1


def test_measures_of_each_kind_are_those_it_can_carry_out():
    for kind in all_reportable_types():
        hides = {Measure.HIDDEN, Measure.REMOVED, Measure.SUSPENDED} & set(kind.measures)
        assert Measure.NONE in kind.measures
        assert not hides or type(kind).hide is not ReportableType.hide, kind.name


def test_a_party_never_decides(case, offer):
    reporter = case.reports.get().by
    reporter.is_superuser = offer.host.is_superuser = True
    reporter.save(), offer.host.save()
    own = coordinator_of(offer.community)
    case.parties.add(own)

    for party in (reporter, offer.host, own, coordinator_of(StayFactory().community)):
        with pytest.raises((PermissionDenied, OwnCaseError)):
            decided(case, by=party)

    assert not Decision.objects.exists()


def test_a_moderator_acting_on_the_own_offer_is_refused(offer):
    host = offer.host
    host.memberships.update(is_coordinator=True)
    case = reported("offer", offer, by=UserFactory()).case

    with pytest.raises(PermissionDenied):
        decided(case, by=host)


@pytest.mark.parametrize("missing", [{"ground": ""}, {"rule": " "}])
def test_what_restricts_names_its_rule(case, coordinator, missing):
    with pytest.raises(RuleMissingError):
        decided(case, by=coordinator, **missing)


def test_whoever_read_it_before_somebody_decided_is_told_so(case, coordinator):
    decided(case, by=coordinator, measure=Measure.ASKED)

    with pytest.raises(DecidedSinceError):
        decide_case(case=case, verdict=verdict(), seen=0, by=coordinator)

    case.refresh_from_db()
    assert case.effect == Measure.ASKED


def test_a_case_is_decided_once(case, coordinator):
    decided(case, by=coordinator)

    with pytest.raises(DecidedSinceError):
        decided(case, by=coordinator, measure=Measure.NONE)


def test_a_coordinator_suspends_nobody(case, coordinator):
    with pytest.raises(MeasureNotOpenError):
        decided(case, by=coordinator, measure=Measure.SUSPENDED)


def test_who_is_suspended_may_not_act_and_gets_a_letter_with_a_door(case, offer):
    made = decided(case, measure=Measure.SUSPENDED)

    offer.host.refresh_from_db()
    assert not offer.host.is_active
    assert not Offer.objects.public().exists()
    letter = Letter.objects.get()
    assert letter.address == offer.host.email
    assert made.token in letter.text


def test_an_author_without_mails_gets_the_statement_all_the_same(
    committed, mailoutbox, case, offer
):
    offer.host.mail_pace = MailFrequency.NEVER
    offer.host.save()

    with committed():
        made = decided(case)

    (mail,) = [one for one in mailoutbox if one.to == [offer.host.email]]
    for words in (
        made.facts,
        made.rule,
        made.words,
        made.public_id,
        "not an automated system",
        "courts",
    ):
        assert words in mail.body


def test_a_statement_says_nothing_of_who_reported_it(case, offer):
    reporter = case.reports.get().by
    reporter.display_name = "Canary"
    reporter.save()

    decided(case)

    written = render_notice(Notice.objects.get(recipient=offer.host))
    assert "Canary" not in written.title + written.text + written.html


def test_a_case_asked_to_change_stays_public_and_comes_back(case, coordinator):
    decided(case, by=coordinator, measure=Measure.ASKED)

    assert Offer.objects.public().exists()
    assert not Case.objects.waiting().exists()
    Case.objects.update(due_at=timezone.now())
    assert list(Case.objects.waiting()) == [case]

    decided(case, by=coordinator)
    assert not Offer.objects.public().exists()


def test_who_reported_without_an_account_gets_a_letter_once(offer, coordinator):
    case = reported("offer", offer, email="ada@example.org").case
    Letter.objects.all().delete()
    made = decided(case, by=coordinator)

    notify_reporters(decision_id=made.pk)
    notify_reporters(decision_id=made.pk)

    assert case.reports.get().token in Letter.objects.get().text


def test_a_decision_of_another_case_stays_in_force(offer, coordinator):
    first = reported("offer", offer, by=UserFactory()).case
    second = Case.objects.create(
        kind="offer", subject=offer.offer_ptr, title="The mill", state=CaseState.DECIDED
    )
    decided(first, by=coordinator)
    Case.objects.filter(pk=second.pk).update(effect=Measure.HIDDEN)

    Case.objects.filter(pk=first.pk).update(state=CaseState.OPEN)
    decided(first, by=coordinator, measure=Measure.NONE)

    assert not Offer.objects.public().exists()


def test_what_is_gone_can_still_be_closed(offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    Case.objects.filter(pk=case.pk).update(subject_id=0)

    made = decided(case, measure=Measure.NONE)

    assert made.measure == Measure.NONE
