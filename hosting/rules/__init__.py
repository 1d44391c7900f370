"""Who may do what in hosting: claims, and the permissions built from them."""

from hosting.rules import (
    attestations,
    calendars,
    communities,
    notes,
    offers,
    requests,
    review,
    unresponsive_hosts,
)

__all__ = [
    "attestations",
    "calendars",
    "communities",
    "notes",
    "offers",
    "requests",
    "review",
    "unresponsive_hosts",
]
