"""What a coordinator writes of a destination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DestinationWords:
    """`texts` are those of the page by the id of their block; `added` becomes one more."""

    lead: str
    without_car: str
    texts: Mapping[str, str]
    added: str = ""
