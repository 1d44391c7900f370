"""The lists that a new site begins with: causes, interests and needs."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from hosting.communities.models.terms import Cause, Interest, Need, Term
from hosting.communities.selectors.term_lists import term_lists

MODELS: Final[dict[str, type[Term]]] = {"causes": Cause, "interests": Interest, "needs": Need}


def missing_terms() -> list[Term]:
    """Unsaved terms of `terms.json` whose slug no row of their list has yet."""
    missing: list[Term] = []
    for name, model in MODELS.items():
        known = set(model._default_manager.values_list("slug", flat=True))
        missing += [
            model(slug=one["slug"], name_fr=one["fr"], name_en=one["en"], sort_order=order)
            for order, one in enumerate(term_lists()[name])
            if one["slug"] not in known
        ]
    return missing


@transaction.atomic
def add_missing_terms() -> int:
    """Add them, and return how many; what editors wrote themselves stays as it is."""
    terms = missing_terms()
    for term in terms:
        term.save()
    return len(terms)
