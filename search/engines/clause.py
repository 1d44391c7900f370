"""A condition of a statement as it grows: both SQL engines put their questions together so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Clause:
    """A piece of SQL with its parameters by name, which may be told several times."""

    sql: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    def add(self, sql: str, **parameters: Any) -> None:
        self.sql.append(sql)
        self.parameters |= parameters

    def mark(self, value: Any) -> str:
        """A name of its own for one value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"%({name})s"

    @property
    def where(self) -> str:
        return " AND ".join(self.sql) or "true"


def owned(number: int, sql: str, parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The same with names that no other part of a statement has."""
    names = {name: f"q{number}_{name}" for name in parameters}
    renamed_sql = sql % {name: f"%({own})s" for name, own in names.items()}
    return renamed_sql, {names[name]: value for name, value in parameters.items()}
