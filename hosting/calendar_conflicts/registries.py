"""What packages above have agreed on: here only the dates that it takes are known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from core.registry import Registry


@dataclass(frozen=True, slots=True)
class HoldOwner:
    """What holds dates, in words for the host, and the page on which the host changes it."""

    title: str
    url: str


type HoldOwnerProvider = Callable[[Collection[int]], Mapping[int, HoldOwner]]

hold_owners = Registry[HoldOwnerProvider]()
"""Each is given keys of holds, and answers for those that are its own. One read."""
