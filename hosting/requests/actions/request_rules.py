"""Where rules of a community are kept: when somebody asks, or proposes terms.

What was asked or agreed before a rule was set isn't looked at again.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hosting.communities.models.local_rules import LocalRule
from hosting.communities.states import RuleKind
from hosting.offers.actions.publication_rules import refusal_by, rules_in_force
from hosting.offers.models.offers import Offer
from hosting.offers.selectors.local_times import time_zone_of
from hosting.requests.models.requests import RequestTerms


def enforce_request_rules(terms: RequestTerms, offer: Offer, *, ahead: bool = True) -> None:
    """Refuse terms that break a rule. `ahead`: the first day was chosen just now.

    Raises LocalRuleError, which names the rule.
    """
    for rule in rules_in_force(offer):
        if _violates_request_rule(rule, terms, ahead):
            raise refusal_by(rule)


def _violates_request_rule(rule: LocalRule, terms: RequestTerms, ahead: bool) -> bool:
    most = rule.number or 0
    nights = len(terms.dates) if terms.dates and terms.takes_nights else 0
    if rule.kind == RuleKind.MOST_NIGHTS:
        return nights > most
    if rule.kind == RuleKind.LEAST_NOTICE:
        return ahead and _is_too_soon(terms, most)
    if rule.kind == RuleKind.LARGEST_PARTY:
        return terms.party > most
    return rule.kind == RuleKind.CHILDREN_PER_ADULT and terms.children > terms.adults * most


def _is_too_soon(terms: RequestTerms, days: int) -> bool:
    first = terms.check_in
    if terms.session is not None:
        first = terms.session.starts_at.astimezone(time_zone_of(terms.session.activity)).date()
    return first is not None and first < timezone.localdate() + timedelta(days=days)
