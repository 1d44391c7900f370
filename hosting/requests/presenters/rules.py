"""Which rules of a community a request touches."""

from __future__ import annotations

from core.db.json_rows import JSONRowsColumn
from hosting.communities.presenters.local_rules import RuleText, parse_rules
from hosting.communities.states import RuleKind
from hosting.offers.choices.lists import OfferKind
from hosting.requests.models.requests import RequestTerms

DATED = frozenset({OfferKind.STAY, OfferKind.WORKSPACE, OfferKind.ACTIVITY})
BY_KIND_OF_OFFER = {
    RuleKind.MOST_NIGHTS: frozenset({OfferKind.STAY}),
    RuleKind.LEAST_NOTICE: DATED,
    RuleKind.LARGEST_PARTY: DATED,
}


def rules_touching(
    column: JSONRowsColumn, *, kind: str, terms: RequestTerms | None = None, children: int = 0
) -> tuple[RuleText, ...]:
    """Of what `rules_subquery` brought: those that can refuse this kind of request.

    That for children only where some come. What people keep by themselves is on the community's
    page.
    """
    children = terms.children if terms is not None else children
    return tuple(
        rule
        for rule in parse_rules(column, for_guests=True)
        if kind in BY_KIND_OF_OFFER.get(RuleKind(rule.kind), ())
        or (rule.kind == RuleKind.CHILDREN_PER_ADULT and children)
    )
