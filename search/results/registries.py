"""What the map page may show besides offers; apps above register their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise

from core.registry import Registry


@dataclass(frozen=True, slots=True)
class MapLayer:
    """Points of one noun: what they are called, where their GeoJSON and their list are.

    `noun` is that of `ui.cards`, which shows the card of a pin.
    """

    noun: str
    label: str | Promise
    geojson: str  # names of addresses
    index: str

    @property
    def src(self) -> str:
        return reverse(self.geojson)

    @property
    def url(self) -> str:
        return reverse(self.index)


MAP_LAYERS: Final[Registry[MapLayer]] = Registry()
register_map_layer: Final[Callable[[MapLayer], MapLayer]] = MAP_LAYERS.register
