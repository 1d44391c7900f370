"""Coordinators at the same moment: one rule of a kind, one attestation, one home, one pause."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from hosting.communities.actions.local_rules import end_rule, set_rule
from hosting.communities.models.communities import Membership
from hosting.communities.models.local_rules import LocalRule, RuleData
from hosting.communities.states import RuleKind
from hosting.offers.actions.attestations import (
    add_attestation,
    notify_of_expiry,
    revoke_attestation,
)
from hosting.offers.actions.offers import submit_offer, withdraw_offer
from hosting.offers.choices.attestations import AttestationKind
from hosting.offers.models.attestations import Attestation, AttestationData
from hosting.offers.models.offers import Offer
from hosting.offers.states import OfferState
from hosting.requests.actions.unresponsive_hosts import (
    pause_unresponsive_host,
    remind_unresponsive_host,
)
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AttestationFactory,
    CommunityFactory,
    LocalRuleFactory,
    MembershipFactory,
    RateFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)
from tests.rivals import at_once, has_row_locks, outcomes_at_once, overtaken, without_row_locks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def coordinators_of(community):
    rows = MembershipFactory.create_batch(2, community=community, coordinator=True)
    return [row.person for row in rows]


def twice(deed, people):
    return outcomes_at_once(*[lambda by=by: deed(by) for by in people])


def test_two_rules_of_one_kind_at_once_leave_one_that_holds():
    community = CommunityFactory()
    one, other = coordinators_of(community)

    said = outcomes_at_once(
        lambda: set_rule(community=community, decided=RuleData(RuleKind.MOST_NIGHTS, 3), by=one),
        lambda: set_rule(community=community, decided=RuleData(RuleKind.MOST_NIGHTS, 5), by=other),
    )

    assert said == ["done", "done"]
    assert LocalRule.objects.standing().count() == 1
    assert LocalRule.objects.ended().count() == 1


def test_a_rule_is_ended_once():
    rule = LocalRuleFactory()

    said = twice(lambda by: end_rule(rule=rule, by=by), coordinators_of(rule.community))

    assert sorted(said) == ["RuleEndedError", "done"]


def test_two_who_saw_the_same_leave_one_attestation_that_counts():
    membership = MembershipFactory()
    today = timezone.localdate()
    seen = AttestationData(AttestationKind.VISITED, "A stove.", today, today + timedelta(days=90))

    said = twice(
        lambda by: add_attestation(membership=membership, checked=seen, by=by),
        coordinators_of(membership.community),
    )

    assert said == ["done", "done"]
    assert Attestation.objects.standing().count() == 1


def test_an_attestation_is_taken_back_once():
    attestation = AttestationFactory()

    said = twice(
        lambda by: revoke_attestation(attestation=attestation, by=by),
        coordinators_of(attestation.membership.community),
    )

    assert sorted(said) == ["AlreadyRevokedError", "done"]


def test_two_nights_at_once_tell_of_an_end_once():
    attestation = AttestationFactory(until=timezone.localdate() + timedelta(days=9))

    at_once(
        *[lambda: notify_of_expiry(attestation=attestation, by=SYSTEM)] * 2,
        refusals=Attestation.DoesNotExist,
    )

    assert attestation.membership.person.notices.count() == 1


def test_of_two_homes_handed_in_at_once_one_keeps_to_the_rule():
    community, host = CommunityFactory(), UserFactory()
    stays = [complete(community=community, host=host) for _ in range(2)]
    LocalRuleFactory(community=community, kind=RuleKind.STAYS_PER_HOST, number=1)

    said = outcomes_at_once(*[lambda one=stay: submit_offer(offer=one, by=host) for stay in stays])

    assert sorted(said) == ["LocalRuleError", "done"]


def complete(**fields):
    stay = StayFactory(draft=True, declared_at=timezone.now(), declared_version=1, **fields)
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    return stay


def silent_host(**fields):
    request = RequestFactory(state=RequestState.EXPIRED)
    Membership.objects.filter(person=request.host).update(**fields)
    return Membership.objects.get(person=request.host)


def test_two_who_nudge_at_once_ask_once():
    membership = silent_host()

    said = twice(
        lambda by: remind_unresponsive_host(membership=membership, by=by),
        coordinators_of(membership.community),
    )

    assert sorted(said) == ["RemindedRecentlyError", "done"]
    assert membership.person.notices.count() == 1


def test_two_who_park_at_once_park_once():
    membership = silent_host(nudged_at=timezone.now() - timedelta(days=8))

    said = twice(
        lambda by: pause_unresponsive_host(membership=membership, reason="…", by=by),
        coordinators_of(membership.community),
    )

    assert sorted(said) == ["HostNotUnresponsiveError", "done"]
    assert AuditEntry.objects.filter(verb="offer.parked").count() == 1
    assert list(Offer.objects.public()) == []


def withdrawn_while_its_host_is_paused():
    """The state in which the offer ends."""
    membership = silent_host(nudged_at=timezone.now() - timedelta(days=8))
    [coordinator, _other] = coordinators_of(membership.community)
    offer = Offer.objects.get()

    overtaken(
        lambda: pause_unresponsive_host(membership=membership, reason="…", by=coordinator),
        at="hosting.requests.actions.unresponsive_hosts.transition_offer",
        by=lambda: withdraw_offer(offer=offer, by=membership.person),
    )

    return Offer.objects.get().state


def test_an_offer_that_is_withdrawn_while_its_host_is_paused_is_withdrawn():
    assert withdrawn_while_its_host_is_paused() == OfferState.WITHDRAWN


def test_control_without_lock_a_withdrawn_offer_is_only_paused():
    with without_row_locks():
        state = withdrawn_while_its_host_is_paused()

    assert state == (OfferState.PAUSED if has_row_locks() else OfferState.WITHDRAWN)
