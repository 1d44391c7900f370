"""What others ask of geography."""

from commons.geography.queries.distances import LocalityAt, localities_within, nearest_locality
from commons.geography.queries.land import land_address, land_features
from commons.geography.queries.localities import (
    LONGEST_TEXT,
    Answer,
    LocalityHit,
    find_localities,
    is_place_name,
    read_gazetteer,
    resolve_locality,
    suggestions_for,
)

__all__ = [
    "LONGEST_TEXT",
    "Answer",
    "LocalityAt",
    "LocalityHit",
    "find_localities",
    "is_place_name",
    "land_address",
    "land_features",
    "localities_within",
    "nearest_locality",
    "read_gazetteer",
    "resolve_locality",
    "suggestions_for",
]
