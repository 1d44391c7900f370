"""A sum of a trip in words: it needs its currency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.text.formatting import format_amount


def trip_in_words(name: str, snapshot: Mapping[str, Any]) -> str | None:
    """A budget or a subsidy needs the currency of its trip."""
    if name not in {"budget", "subsidy"} or snapshot[name] is None:
        return None
    return format_amount(snapshot[name], snapshot["currency"])
