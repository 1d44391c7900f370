"""Who may do what in hosting: claims, and the permissions built from them."""

from hosting.rules import calendars, communities, notes, offers, requests

__all__ = ["calendars", "communities", "notes", "offers", "requests"]
