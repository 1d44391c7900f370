"""Ending what is in force: by those who took it, with a reason for both sides, open to a report."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from commons.moderation.actions.appeals import appeal
from commons.moderation.actions.forgetting import erase_subject
from commons.moderation.actions.lifting import lift_measure
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.errors import AppealWaitsError, DecidedSinceError, NotInForceError
from commons.moderation.models import Case, Decision
from commons.moderation.states import CaseState, Measure
from commons.notifications.emails import render_notice
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from hosting.communities.models.communities import Membership
from hosting.communities.states import MembershipState
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.moderation import coordinator_of, decided, reported, verdict

pytestmark = pytest.mark.django_db

WHY = "The poster was last year\u2019s."


@pytest.fixture
def case(offer, coordinator):
    """Hidden by a coordinator, after a report."""
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, by=coordinator)
    case.refresh_from_db()
    return case


def lifted(case, *, by, words=WHY):
    return lift_measure(case=case, words=words, seen=case.decisions.count(), by=by)


def refused(case, person):
    with pytest.raises(PermissionDenied):
        lifted(case, by=person)


def in_force(case):
    case.refresh_from_db()
    return case.state, case.effect


def test_lift_measure_gives_back_tells_both_sides_why_and_is_recorded(
    committed, case, offer, coordinator
):
    Notice.objects.all().delete()

    with committed():
        made = lifted(case, by=coordinator)

    assert Offer.objects.public().exists()
    assert in_force(case) == (CaseState.DECIDED, Measure.LIFTED)
    told = {one.recipient: render_notice(one).text for one in Notice.objects.all()}
    assert set(told) == {offer.host, case.reports.get().by}
    for words in ("The restriction is lifted", WHY, "not an automated system"):
        assert words in told[offer.host]
    for words in ("You can appeal until ", "This decision applies everywhere"):
        assert words not in told[offer.host]
    entry = AuditEntry.objects.get(verb="case.lifted")
    assert (entry.actor, entry.data) == (coordinator, {"decision": made.pk})


def test_a_neighbour_of_the_same_side_lifts_it_too(case, offer):
    lifted(case, by=coordinator_of(offer.community))

    assert Offer.objects.public().exists()


def test_lift_is_denied_to_parties_strangers_and_outsiders(case, offer):
    offer.host.memberships.update(is_coordinator=True)
    elsewhere = coordinator_of(StayFactory().community)

    for person in (offer.host, case.reports.get().by, elsewhere, UserFactory()):
        refused(case, person)

    assert in_force(case) == (CaseState.DECIDED, Measure.HIDDEN)


def test_what_the_co_operative_decided_a_coordinator_does_not_lift(offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case)

    refused(Case.objects.get(), coordinator)
    lifted(Case.objects.get(), by=UserFactory(is_superuser=True))

    assert Offer.objects.public().exists()


def test_who_was_suspended_is_let_in_again_by_those_who_keep_people_out(offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, measure=Measure.SUSPENDED)
    Decision.objects.update(is_of_the_co_operative=False)

    refused(Case.objects.get(), coordinator)
    lifted(Case.objects.get(), by=UserFactory(is_superuser=True))

    offer.host.refresh_from_db()
    assert offer.host.is_active


def test_whom_an_appeal_has_overruled_does_not_undo_its_answer(offer, coordinator):
    report = reported("offer", offer, by=UserFactory())
    first = decided(report.case, by=coordinator, measure=Measure.NONE)
    appeal(decision=first, words="Look again.", report=report, by=report.by)
    other = coordinator_of(offer.community)
    decided(report.case, by=other)

    refused(Case.objects.get(), coordinator)
    lifted(Case.objects.get(), by=other)

    assert Offer.objects.public().exists()


def test_once_an_appeal_waits_nobody_lifts_it(case, offer, coordinator):
    appeal(decision=case.decisions.get(), words="It is mine.", by=offer.host)

    with pytest.raises(AppealWaitsError):
        lifted(case, by=coordinator)

    assert in_force(case) == (CaseState.APPEALED, Measure.HIDDEN)


def test_whoever_read_it_before_somebody_decided_lifts_nothing(case, coordinator):
    with pytest.raises(DecidedSinceError):
        lift_measure(case=case, words=WHY, seen=0, by=coordinator)

    assert not Offer.objects.public().exists()


@pytest.mark.parametrize("measure", [Measure.NONE, Measure.ASKED])
def test_where_nothing_is_hidden_there_is_nothing_to_lift(offer, coordinator, measure):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, by=coordinator, measure=measure)

    with pytest.raises(NotInForceError):
        lifted(case, by=coordinator)


def test_what_was_lifted_is_lifted_once(case, coordinator):
    lifted(case, by=coordinator)

    with pytest.raises(NotInForceError):
        lifted(case, by=coordinator)

    assert case.decisions.count() == 2


def test_what_was_removed_comes_back_until_it_is_erased(offer, coordinator):
    case = reported("offer", offer, by=UserFactory()).case
    decided(case, by=coordinator, measure=Measure.REMOVED)
    Case.objects.update(appeals_until=timezone.now())
    erase_subject(case=case, by=SYSTEM)

    with pytest.raises(NotInForceError):
        lifted(Case.objects.get(), by=coordinator)


def test_lift_is_appealed_by_its_reporter_and_not_by_its_author(case, offer, coordinator):
    report = case.reports.get()
    made = lifted(case, by=coordinator)

    with pytest.raises(NotInForceError):
        appeal(decision=made, words="Too late.", by=offer.host)
    appeal(decision=made, words="It is still false.", report=report, by=report.by)
    decided(case, by=coordinator_of(offer.community))

    assert not Offer.objects.public().exists()


def test_what_another_case_hides_stays_hidden(case, offer, coordinator):
    Case.objects.create(
        kind="offer",
        subject=offer.offer_ptr,
        title="The mill",
        state=CaseState.DECIDED,
        effect=Measure.HIDDEN,
    )

    lifted(case, by=coordinator)

    assert not Offer.objects.public().exists()


def test_a_suspension_of_a_member_is_lifted_with_a_reason():
    membership = MembershipFactory()
    coordinator = coordinator_of(membership.community)
    made = decide_proactively(subject=membership, verdict=verdict(Measure.PAUSED), by=coordinator)

    lifted(made.case, by=coordinator)

    assert Membership.objects.get(pk=membership.pk).state == MembershipState.ACTIVE
    told = [render_notice(one).text for one in Notice.objects.filter(recipient=membership.person)]
    assert WHY in told[-1]
