"""Parts of the page of a request that packages above fill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm

from commons.accounts.models import User
from core.registry import Registry
from hosting.requests.models.requests import Request

type Forms = Mapping[str, BaseForm | None]


@dataclass(frozen=True, slots=True)
class RequestSection:
    """`template` renders it and sees `section`, `reader` and `csrf_token`, and nothing else."""

    template: str
    context: Mapping[str, Any]


type SectionProvider = Callable[[Request, User, Forms], Iterable[RequestSection]]

_providers = Registry[SectionProvider]()
_prefetches = Registry[str]()


def register_request_section(provider: SectionProvider, *, prefetch: Iterable[str] = ()) -> None:
    """A package registers in its `registrations`. `prefetch` names what it reads.

    The provider is given the forms that were refused, by name.
    """
    _providers.register(provider)
    for path in prefetch:
        _prefetches.register(path)


def sections_of(request: Request, reader: User, forms: Forms) -> list[RequestSection]:
    """What packages above show to this party of a request."""
    return [section for provide in _providers for section in provide(request, reader, forms)]


def section_prefetches() -> tuple[str, ...]:
    """What a read of requests fetches along for them."""
    return tuple(_prefetches)
