"""A community decides its own rules: who may, what replaces what, and what becomes of history."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from hosting.communities.actions.local_rules import end_rule, set_rule
from hosting.communities.errors import RuleEndedError, TooManyRulesError
from hosting.communities.models.local_rules import LocalRule, RuleData
from hosting.communities.states import RuleKind
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, LocalRuleFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def coordinator_of(community):
    return MembershipFactory(community=community, coordinator=True).person


def nights(number, **said):
    return RuleData(RuleKind.MOST_NIGHTS, number, **said)


def test_set_rule_holds_and_tells_every_other_member():
    community = CommunityFactory()
    by, member = coordinator_of(community), MembershipFactory(community=community).person

    rule = set_rule(community=community, decided=nights(3, decided="Assembly"), by=by)

    assert list(LocalRule.objects.standing()) == [rule]
    assert (rule.number, rule.decided, rule.set_by) == (3, "Assembly", by)
    assert [notice.subject for notice in member.notices.all()] == [rule]
    assert list(by.notices.all()) == []
    assert [entry.verb for entry in AuditEntry.objects.about(rule)] == ["rule.set"]


def test_set_rule_replaces_one_of_its_kind_and_keeps_it():
    old = LocalRuleFactory()
    by = coordinator_of(old.community)

    new = set_rule(community=old.community, decided=nights(5), by=by)

    old.refresh_from_db()
    assert list(LocalRule.objects.standing()) == [new]
    assert list(LocalRule.objects.ended()) == [old]
    assert old.ended_by == by


def test_the_same_rule_again_changes_nothing():
    rule = LocalRuleFactory()

    again = set_rule(community=rule.community, decided=nights(3), by=coordinator_of(rule.community))

    assert again == rule
    assert list(LocalRule.objects.all()) == [rule]


def test_soft_rules_stand_side_by_side_up_to_a_limit(settings):
    settings.HOSTING_SOFT_RULES_LIMIT = 2
    community = CommunityFactory()
    by = coordinator_of(community)
    for words in ("Shoes off.", "Bread is shared."):
        set_rule(community=community, decided=RuleData(RuleKind.SOFT, words=words), by=by)

    with pytest.raises(TooManyRulesError):
        set_rule(community=community, decided=RuleData(RuleKind.SOFT, words="And more."), by=by)

    assert [rule.words for rule in LocalRule.objects.standing()] == [
        "Shoes off.",
        "Bread is shared.",
    ]


def test_end_rule_lets_it_hold_no_more_once():
    rule = LocalRuleFactory()
    by = coordinator_of(rule.community)

    end_rule(rule=rule, by=by)

    assert list(LocalRule.objects.standing()) == []
    with pytest.raises(RuleEndedError):
        end_rule(rule=rule, by=by)


def test_rules_are_decided_by_coordinators_of_this_community():
    rule = LocalRuleFactory()
    others = (
        UserFactory(),
        MembershipFactory(community=rule.community).person,
        MembershipFactory(coordinator=True).person,
    )

    for person in others:
        with pytest.raises(PermissionDenied):
            set_rule(community=rule.community, decided=nights(1), by=person)
        with pytest.raises(PermissionDenied):
            end_rule(rule=rule, by=person)

    assert list(LocalRule.objects.standing()) == [rule]
