"""The names of browsers, as their person knows them, and what they aren't told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from commons.push_messages.models import PushSubscription

# Part of a User-Agent header, and what it stands for; the first that fits.
BROWSERS: Final = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet")),
    *(("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome")),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux")),
)


def browser_name(user_agent: str) -> str:
    """As `Firefox · Android`; empty where we know neither. Nothing else of the header is kept."""
    names = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return " · ".join(filter(None, names))


def muted_types(subscriptions: Iterable[PushSubscription]) -> list[str]:
    """One choice holds for all browsers of a person."""
    return next((one.muted for one in subscriptions), [])


def _first(known: Iterable[tuple[str, str]], user_agent: str) -> str:
    return next((name for part, name in known if part in user_agent), "")
