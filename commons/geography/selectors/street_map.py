"""The street map of this site: one PMTiles file that whoever runs it has set, or none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.urls import reverse
from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_header,
)

from core.http.byte_ranges import version_of

HEADER_BYTES: Final = 127  # PMTiles specification 3, section 3
FIRST_ZOOM: Final = 12  # of the tiles that a map at zoom 13 draws (map-streets.js)
UNITS_OF_DEGREE: Final = 10_000_000  # of edges in the header


class StreetMapError(Exception):
    """The file that is set can't be the street map; the text says why."""


@dataclass(frozen=True, slots=True)
class StreetMap:
    """What a page says of the file. `bounds` are west, south, east and north, in degrees."""

    version: str
    bounds: tuple[float, float, float, float]
    max_zoom: int

    @property
    def url(self) -> str:
        """Another one for each version of the file, so that browsers may keep its parts."""
        return f"{reverse('geography:streets')}?v={self.version}"

    @property
    def edges(self) -> str:
        return ",".join(f"{edge:.5f}" for edge in self.bounds)


def street_map() -> StreetMap | None:
    """That of the setting; none where it isn't set, or can't be read."""
    if not settings.GEOGRAPHY_STREET_MAP:
        return None
    try:
        return read_street_map(Path(settings.GEOGRAPHY_STREET_MAP))
    except StreetMapError:
        return None  # the system check tells whoever runs the site


def read_street_map(path: Path) -> StreetMap:
    """What the header of a PMTiles file says.

    Raises:
        StreetMapError: there is no such file, or no map can draw streets from it.
    """
    try:
        with path.open("rb") as file:
            return _street_map_of(version_of(file), file.read(HEADER_BYTES))
    except OSError as error:
        raise StreetMapError(f"{path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise StreetMapError(f"{path} {error}.") from error


@lru_cache(maxsize=1)
def _street_map_of(version: str, header: bytes) -> StreetMap:
    if len(header) < HEADER_BYTES:
        raise ValueError("is not a PMTiles file")
    try:
        data = deserialize_header(header)
    except SpecVersionUnsupported as error:
        raise ValueError("is not a PMTiles file of version 3") from error
    except (MagicNumberNotFound, ValueError) as error:
        raise ValueError("is not a PMTiles file") from error
    if data["tile_type"] != TileType.MVT:
        raise ValueError("holds no vector tiles (MVT)")
    if not {data["tile_compression"], data["internal_compression"]} <= {
        Compression.GZIP,
        Compression.NONE,
    }:
        raise ValueError("is compressed in a way that browsers can't read; gzip is the usual one")
    if data["max_zoom"] < FIRST_ZOOM:
        raise ValueError(f"ends at zoom {data['max_zoom']}; streets begin at zoom {FIRST_ZOOM}")
    edges = (data["min_lon_e7"], data["min_lat_e7"], data["max_lon_e7"], data["max_lat_e7"])
    west, south, east, north = (edge / UNITS_OF_DEGREE for edge in edges)
    return StreetMap(version, (west, south, east, north), data["max_zoom"])
