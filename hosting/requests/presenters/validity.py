"""Until when a proposal counts where more than its own dates say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from core.registry import Registry
from hosting.requests.models.requests import Proposal

type ValidityProvider = Callable[[Proposal], date | None]

_providers = Registry[ValidityProvider]()


def register_validity(provider: ValidityProvider) -> None:
    """A package registers when it starts; its provider knows a last day, or returns None."""
    _providers.register(provider)


def valid_until(proposal: Proposal) -> date | None:
    """The first of the days that packages above name."""
    return min((day for provide in _providers if (day := provide(proposal))), default=None)
