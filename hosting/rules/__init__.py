"""Who may do what in hosting: claims, and the permissions built from them."""

from hosting.rules import communities, moderation, offers, requests

__all__ = ["communities", "moderation", "offers", "requests"]
