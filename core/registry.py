"""Registries: what a package shows or counts of the packages above it, registered by them.

An app registers in its `registrations` module, which `AppConfig.ready` imports; see docs/adr/0015.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.core.exceptions import ImproperlyConfigured


class Registry[Item](Collection[Item]):
    """Items in the order of their registration. `register` is a decorator as well."""

    def __init__(self) -> None:
        self._items: list[Item] = []

    def register(self, item: Item) -> Item:
        self._items.append(item)
        return item

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item: object) -> bool:
        return item in self._items


class KeyedRegistry[Key, Item](Mapping[Key, Item]):
    """Items by their key. A key that is taken raises ImproperlyConfigured at the start."""

    def __init__(self) -> None:
        self._items: dict[Key, Item] = {}

    def register(self, key: Key, item: Item) -> None:
        if key in self._items:
            raise ImproperlyConfigured(f"{key!r} is already registered.")
        self._items[key] = item

    def __getitem__(self, key: Key) -> Item:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
