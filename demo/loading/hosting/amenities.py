"""What a home has, from the words of its public record; what nobody writes of is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from demo.loading import dice
from hosting.offers.choices.lists import Amenity

RECORDED = {
    "wifi": Amenity.WIFI,
    "parking": Amenity.PARKING,
    "washer": Amenity.WASHING_MACHINE,
    "heating": Amenity.HEATING,
    "linen": Amenity.TOWELS,
    "breakfast": Amenity.BREAKFAST,
    "garden": Amenity.GARDEN,
    "terrace": Amenity.TERRACE,
    "fireplace": Amenity.FIREPLACE,
}
DRAWN = {  # how likely
    Amenity.WIFI: 0.6,
    Amenity.FRIDGE: 0.6,
    Amenity.HEATING: 0.7,
    Amenity.TOWELS: 0.6,
    Amenity.WASHING_MACHINE: 0.3,
    Amenity.PARKING: 0.3,
}


def amenities_of(recorded: Iterable[str], *key: object) -> list[str]:
    """Codes in the order of the list, the same for the same home each time."""
    found = {RECORDED[name] for name in recorded if name in RECORDED}
    found |= {one for one, chance in DRAWN.items() if dice.chance(chance, "has", one, *key)}
    return [one.value for one in Amenity if one in found]
