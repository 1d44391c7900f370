"""The Wagtail admin of offers."""

from hosting.offers.wagtail_hooks import (
    attestations,
    menu,
    offers,
    panels,
    review_policy,
    reviewers,
)

__all__ = ["attestations", "menu", "offers", "panels", "review_policy", "reviewers"]
