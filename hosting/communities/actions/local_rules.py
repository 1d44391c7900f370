"""A community decides its own rules: from now on, and never for what was agreed before."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from hosting.communities.errors import RuleEndedError, TooManyRulesError
from hosting.communities.models.communities import Community
from hosting.communities.models.local_rules import LocalRule, RuleData
from hosting.communities.notifications import local_rules as notifications
from hosting.communities.states import RuleKind


@transaction.atomic
def set_rule(*, community: Community, decided: RuleData, by: User) -> LocalRule:
    """Let a rule hold. It takes the place of one of its kind; the same again changes nothing."""
    require(by, "communities.set_rule", community)

    community = Community.objects.locked(community.pk, no_key=True)
    same = LocalRule.objects.standing().filter(community=community, kind=decided.kind)
    if earlier := same.filter(number=decided.number, words=decided.words).first():
        return earlier
    if decided.kind == RuleKind.SOFT:
        soft = community.local_rules.standing().filter(kind=RuleKind.SOFT)
        if soft.count() >= settings.HOSTING_SOFT_RULES_LIMIT:
            raise TooManyRulesError(most=settings.HOSTING_SOFT_RULES_LIMIT)
    else:
        same.update(ended_by=by, ended_at=timezone.now())

    rule = LocalRule(community=community, set_by=by, kind=decided.kind, number=decided.number)
    rule.words, rule.decided = decided.words, decided.decided
    rule.save()
    audit.record(by, "rule.set", rule)

    notifications.notify_members_of_rule(rule, by)
    return rule


@transaction.atomic
def end_rule(*, rule: LocalRule, by: User) -> LocalRule:
    """Let a rule hold no more. Raises RuleEndedError."""
    require(by, "communities.set_rule", rule.community)

    rule = LocalRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if rule.ended_at is not None:
        raise RuleEndedError

    rule.ended_by, rule.ended_at = by, timezone.now()
    rule.save(update_fields=["ended_by", "ended_at"])
    audit.record(by, "rule.ended", rule)

    notifications.notify_members_of_rule_end(rule, by)
    return rule
