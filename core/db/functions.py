"""Expressions that the database evaluates itself."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Func

from core.ids import ALPHABET, LENGTH


class RandomPublicId(Func):
    """A public id (`core.ids`) for a row that is inserted without one.

    That happens while a new version is brought up: processes of the version before don't know the
    column yet. `random()` isn't made for secrets, so views of such rows check who asks, as always.
    """

    function = None
    arity = 0
    output_field = CharField(max_length=LENGTH)

    def as_sqlite(
        self,
        compiler: Any,
        connection: Any,
        **extra_context: Any,
    ) -> tuple[str, tuple[str | int, ...]]:
        """`random()` is a signed integer of 64 bits; the schema editor refuses a modulo sign."""
        return _concatenated(f"abs(random() / {2**63 // len(ALPHABET) + 1}) + 1")

    def as_postgresql(
        self, _compiler: Any, _connection: Any, **_extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return _concatenated(f"floor(random() * {len(ALPHABET)})::int + 1")


def _concatenated(position: str) -> tuple[str, tuple[str | int, ...]]:
    """One letter at a random position, as often as an id is long."""
    letter = f"substr('{ALPHABET}', {position}, 1)"
    return f"({' || '.join([letter] * LENGTH)})", ()
