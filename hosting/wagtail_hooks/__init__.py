"""Hosting in the Wagtail admin: offers are read there, communities and lists are kept."""

from hosting.wagtail_hooks import (
    attestations,
    choosers,
    communities,
    menu,
    offers,
    policies,
    review_policy,
    reviewers,
    terms,
)

__all__ = [
    "attestations",
    "choosers",
    "communities",
    "menu",
    "offers",
    "policies",
    "review_policy",
    "reviewers",
    "terms",
]
