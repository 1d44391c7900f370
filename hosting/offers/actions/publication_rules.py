"""Where rules of a community are kept: when a host hands an offer in.

What was handed in before a rule was set isn't looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable

from hosting.communities.errors import LocalRuleError
from hosting.communities.models.communities import Membership
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.presenters.local_rules import rule_text
from hosting.communities.states import RuleKind
from hosting.offers.choices.lists import ExchangeMode, OfferKind, RateUnit
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay

RULES_OF_HOSTS = frozenset({RuleKind.STAYS_PER_HOST, RuleKind.MEETING_FIRST})
OPEN_MODES = frozenset({ExchangeMode.SOLIDARITY, ExchangeMode.FREE_PRICE})
NIGHTS_PER_UNIT = {RateUnit.NIGHT: 1, RateUnit.PERSON_NIGHT: 1, RateUnit.WEEK: 7}


def enforce_publication_rules(draft: Offer) -> None:
    """Refuse a draft that breaks a rule. The caller holds the lock on the host's membership."""
    for rule in violated_rules(draft):
        raise refusal_by(rule)


def enforce_rules_of_hosts(offer: Offer) -> None:
    """Refuse somebody who takes a published offer over what they couldn't have handed in.

    Its rates were looked at when it was. The caller holds the lock on the host's membership.
    """
    for rule in violated_rules(offer):
        if rule.kind in RULES_OF_HOSTS:
            raise refusal_by(rule)


def violated_rules(draft: Offer) -> list[LocalRule]:
    """What stands in the way of a draft, as it would be published."""
    return [rule for rule in rules_in_force(draft) if _violates_publication_rule(rule, draft)]


def rules_in_force(offer: Offer) -> Iterable[LocalRule]:
    """Rules of the offer's community that the system keeps."""
    rules = LocalRule.objects.standing().filter(community=offer.community_id)
    return rules.exclude(kind=RuleKind.SOFT).select_related("community")


def refusal_by(rule: LocalRule) -> LocalRuleError:
    """The refusal that names this rule."""
    return LocalRuleError(community=rule.community.name, rule=rule_text(rule).text)


def _violates_publication_rule(rule: LocalRule, draft: Offer) -> bool:
    most = rule.number or 0
    if rule.kind == RuleKind.STAYS_PER_HOST:
        return isinstance(draft, Stay) and _count_other_stays(draft) >= most
    if rule.kind == RuleKind.HIGHEST_NIGHT:
        return any(_price_per_night(rate) > most for rate in draft.rates.all())
    if rule.kind == RuleKind.OPEN_RATE:
        modes = (ExchangeMode(rate.mode) for rate in draft.rates.all())
        return draft.kind != OfferKind.TIP and not any(
            mode in OPEN_MODES or not mode.asks_money for mode in modes
        )
    met = Membership.objects.filter(community=draft.community_id, met_at__isnull=False)
    return rule.kind == RuleKind.MEETING_FIRST and not met.filter(person=draft.host_id).exists()


def _count_other_stays(draft: Stay) -> int:
    """Of the same host here, public or on the way there."""
    others = Stay.objects.of_host(draft.host).filter(community=draft.community_id)
    others = others.not_withdrawn().exclude(pk=draft.pk)
    under_review = others.under_review().values("pk")
    return others.filter(live=True).union(others.filter(pk__in=under_review)).count()


def _price_per_night(rate: Rate) -> float:
    """The highest of all seasons, in euros; nothing where no night is paid for in euros."""
    nights = NIGHTS_PER_UNIT.get(RateUnit(rate.unit))
    asks = ExchangeMode(rate.mode).asks_money and rate.currency == "EUR"
    if not asks or not nights or not rate.amount:
        return 0.0
    amounts = [rate.amount, *(season.amounts.amount for season in rate.price_seasons)]
    return float(max(amounts)) / nights
