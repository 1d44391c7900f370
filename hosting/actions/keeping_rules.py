"""Where rules of a community are kept: when somebody asks, proposes terms, hands an offer in.

What was asked, agreed or handed in before a rule was set isn't looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from hosting.enums import ExchangeMode, OfferKind, RateUnit, RuleKind
from hosting.errors.local_rules import LocalRuleError
from hosting.models import LocalRule, Membership, Offer, Rate, Stay
from hosting.models.requests import Wish
from hosting.queries.local_rules import line_of

OPEN_MODES = frozenset({ExchangeMode.SOLIDARITY, ExchangeMode.FREE_PRICE})
NIGHTS_OF = {RateUnit.NIGHT: 1, RateUnit.PERSON_NIGHT: 1, RateUnit.WEEK: 7}


def require_rules_of_asking(wish: Wish, offer: Offer, *, ahead: bool = True) -> None:
    """Refuse terms that break a rule. `ahead`: the first day was chosen just now.

    Raises LocalRuleError, which names the rule.
    """
    for rule in _standing(offer):
        if _breaks_asking(rule, wish, ahead):
            raise _refusal(rule)


def require_rules_of_publishing(draft: Offer) -> None:
    """Refuse a draft that breaks a rule. The caller holds the lock on the host's membership."""
    for rule in broken_by(draft):
        raise _refusal(rule)


def broken_by(draft: Offer) -> list[LocalRule]:
    """What stands in the way of a draft, as it would be published."""
    return [rule for rule in _standing(draft) if _breaks_publishing(rule, draft)]


def _standing(offer: Offer) -> Iterable[LocalRule]:
    rules = LocalRule.objects.standing().filter(community=offer.community_id)
    return rules.exclude(kind=RuleKind.SOFT).select_related("community")


def _refusal(rule: LocalRule) -> LocalRuleError:
    return LocalRuleError(community=rule.community.name, rule=line_of(rule).text)


def _breaks_asking(rule: LocalRule, wish: Wish, ahead: bool) -> bool:
    most = rule.number or 0
    nights = len(wish.dates) if wish.dates and wish.unit_id else 0
    if rule.kind == RuleKind.MOST_NIGHTS:
        return nights > most
    if rule.kind == RuleKind.LEAST_NOTICE:
        return ahead and _is_sooner(wish, most)
    if rule.kind == RuleKind.LARGEST_PARTY:
        return wish.party > most
    return rule.kind == RuleKind.CHILDREN_PER_ADULT and wish.children > wish.adults * most


def _is_sooner(wish: Wish, days: int) -> bool:
    first = wish.check_in
    if wish.session is not None:
        first = timezone.localtime(wish.session.starts_at).date()
    return first is not None and first < timezone.localdate() + timedelta(days=days)


def _breaks_publishing(rule: LocalRule, draft: Offer) -> bool:
    most = rule.number or 0
    if rule.kind == RuleKind.STAYS_PER_HOST:
        return isinstance(draft, Stay) and _other_stays(draft) >= most
    if rule.kind == RuleKind.HIGHEST_NIGHT:
        return any(_a_night_of(rate) > most for rate in draft.rates.all())
    if rule.kind == RuleKind.OPEN_RATE:
        return draft.kind != OfferKind.TIP and not any(map(_is_open, draft.rates.all()))
    return rule.kind == RuleKind.MEETING_FIRST and not _is_met(draft)


def _other_stays(draft: Stay) -> int:
    """Of the same host here, public or on the way there."""
    others = Stay.objects.of_host(draft.host).filter(community=draft.community_id)
    others = others.not_withdrawn().exclude(pk=draft.pk)
    in_reading = others.in_reading().values("pk")
    return others.filter(live=True).union(others.filter(pk__in=in_reading)).count()


def _a_night_of(rate: Rate) -> float:
    """In euros; nothing where no euros change hands or no night is counted."""
    nights = NIGHTS_OF.get(RateUnit(rate.unit))
    asks = ExchangeMode(rate.mode).asks_money and rate.currency == "EUR"
    return float(rate.amount) / nights if asks and nights and rate.amount else 0.0


def _is_open(rate: Rate) -> bool:
    mode = ExchangeMode(rate.mode)
    return mode in OPEN_MODES or not mode.asks_money


def _is_met(draft: Offer) -> bool:
    met = Membership.objects.filter(community=draft.community_id, met_at__isnull=False)
    return met.filter(person=draft.host_id).exists()
