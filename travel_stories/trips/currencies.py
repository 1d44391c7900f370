"""Which currency the accounts of a trip are reckoned in; the app that keeps accounts says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.registry import Registry

type CurrencyFinder = Callable[[Any], str | None]

_finders = Registry[CurrencyFinder]()


def register_currency(finder: CurrencyFinder) -> None:
    """`finder(trip)` gives the currency that sums of this trip are kept in, if there are any."""
    _finders.register(finder)


def currency_in_use(trip: Any) -> str | None:
    """Nothing where no sum is kept yet."""
    return next((unit for finder in _finders if (unit := finder(trip))), None)
