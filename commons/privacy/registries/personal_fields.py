"""Every field that points to a person, whether it is given out or left out for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_declared: Final[set[str]] = set()


def declare(fields: Iterable[str]) -> None:
    """`app.model.field` each."""
    _declared.update(fields)


def declared_fields() -> frozenset[str]:
    return frozenset(_declared)


def declared_models() -> frozenset[str]:
    """`app.model` of each of them."""
    return frozenset(field.rpartition(".")[0] for field in _declared)
