"""The Wagtail admin of communities."""

from hosting.communities.wagtail_hooks import choosers, communities, policies, terms

__all__ = ["choosers", "communities", "policies", "terms"]
