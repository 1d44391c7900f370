"""What belongs to an agreement, as packages above name it on the ticket and in mails."""

from __future__ import annotations

from collections.abc import Callable

from core.registry import Registry
from hosting.requests.models.agreements import Agreement

type AnnexProvider = Callable[[Agreement], str]

_providers = Registry[AnnexProvider]()


def register_annex(provider: AnnexProvider) -> None:
    """A package registers when it starts; its provider names its annex, or returns nothing."""
    _providers.register(provider)


def annexes_of(agreement: Agreement) -> list[str]:
    """A plain line each, in the language of the reader."""
    return [words for provide in _providers if (words := provide(agreement))]
