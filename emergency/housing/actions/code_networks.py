"""Codes by the network that asked for them: who floods uses up a share, and nobody else's.

Counts are in the cache alone; while that is gone, the ceilings of a day hold.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from core.quotas.checks import has_room, quota_named
from core.quotas.counters import add_to_counter, counter_value

UNENTERED: Final = "emergency.code.unentered"


def is_network_exhausted(network: str) -> bool:
    """Whether so many codes that nobody entered went out for it within an hour."""
    most = quota_named("emergency_codes_of_network").most
    return bool(network) and counter_value(network, UNENTERED) >= most


def count_sent_code(network: str) -> None:
    if network:
        _add(network, 1)


def uncount_entered_code(network: str) -> None:
    """Whoever enters one works where they say, so it was no flood."""
    if network and counter_value(network, UNENTERED) > 0:
        _add(network, -1)


def _add(network: str, number: int) -> None:
    """The hour begins with the first code: where people ask all day long it ends all the same."""
    within = quota_named("emergency_codes_of_network").within or timedelta(hours=1)
    add_to_counter(network, UNENTERED, number, within=within, is_renewed=False)


def is_spared(network: str) -> bool:
    """Count one of the codes that each network may have although a ceiling is reached.

    Else whoever sends the most codes to a hospital, from elsewhere or out of its own network, would
    shut it out.
    """
    return bool(network) and has_room("emergency_codes_of_spared_network", f"network:{network}")
