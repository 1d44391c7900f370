"""Documents of many rows, of which one that can't be read holds up no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from core.periodic import for_each_row


@dataclass(frozen=True, slots=True)
class Documents[Document]:
    """What could be read, and the keys of the rows that raised; those are in the log."""

    found: tuple[Document, ...]
    failed: frozenset[int]


class Key(NamedTuple):
    """A row that a document is made of, as the log names it."""

    noun: str
    pk: int

    def __str__(self) -> str:
        return f"{self.noun} {self.pk}"


def read_documents[Document](
    noun: str, pks: Iterable[int], read: Callable[[list[int]], Iterable[Document]]
) -> Documents[Document]:
    """All rows in the few reads that `read` needs; only where it raises, one after the other.

    Raises the OperationalError or InterfaceError of a connection that is lost.
    """
    pks = list(pks)
    try:
        with transaction.atomic():
            return Documents(tuple(read(pks)), frozenset())
    except Exception:  # each is asked alone then, and what fails is logged
        found: dict[int, tuple[Document, ...]] = {}

        def read_one(key: Key) -> None:
            found[key.pk] = tuple(read([key.pk]))

        for_each_row([Key(noun, pk) for pk in pks], read_one)
        documents = tuple(document for some in found.values() for document in some)
        return Documents(documents, frozenset(pks) - found.keys())
