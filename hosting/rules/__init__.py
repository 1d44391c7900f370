"""Who may do what in hosting: claims, and the permissions built from them."""

from hosting.rules import communities, offers, requests, review

__all__ = ["communities", "offers", "requests", "review"]
