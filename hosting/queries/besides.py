"""What packages above have to show at the foot of an offer's page: hosting knows nobody above."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from commons.accounts.queries.panels import Panel
from hosting.models import Offer

type Provider = Callable[[Offer], Iterable[Panel]]

_providers: list[Provider] = []


def register_beside_offers(provider: Provider) -> None:
    """A package registers when it starts (`apps.py: ready`). One read where there is nothing."""
    _providers.append(provider)


def panels_beside(offer: Offer) -> list[Panel]:
    return [panel for provide in _providers for panel in provide(offer)]
