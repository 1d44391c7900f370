"""How far, how long and at what cost to the climate one travels: honest ranges, with their sources.

Carbon: Impact CO2 (ADEME), use and construction, for planes with what isn't CO2; kilogrammes of CO2
equivalent for one person and one kilometre. A car's is read as one person's at mean occupancy.
Distance: roads are longer than the crow flies, 1.3 times on average and between 1.2 and 1.5 mostly
(Boscoe, Henry & Zdeb 2012, 1.42 over whole countries; Giacomin & Levinson 2015, 1.34 in cities);
rails and roads are taken alike. Speeds are planning values of ours, from door to door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commons.geography.choices import TravelMode

DETOUR: Final = 1.3
DETOURS: Final = (1.2, 1.5)
SOURCE: Final = "Impact CO2, ADEME"

CARBON: Final[dict[TravelMode, float]] = {
    TravelMode.WALK: 0.0,
    TravelMode.BIKE: 0.0002,
    TravelMode.E_BIKE: 0.0110,
    TravelMode.REGIONAL_TRAIN: 0.0277,
    TravelMode.INTERCITY: 0.0090,
    TravelMode.HIGH_SPEED: 0.0029,
    TravelMode.COACH: 0.0376,
    TravelMode.BUS: 0.1224,
    TravelMode.TRAM: 0.0043,
    TravelMode.METRO: 0.0044,
    TravelMode.CAR: 0.1423,
    TravelMode.ELECTRIC_CAR: 0.0674,
    TravelMode.VAN: 0.3246,
    TravelMode.CAMPER: 0.4938,
    TravelMode.MOTORBIKE: 0.2147,
}
PLANE: Final = ((1_000, 0.2246), (2_000, 0.1847), (5_000, 0.1668))  # kilometres up to, and factor
FARTHEST_PLANE: Final = 0.1779

SPEED: Final[dict[TravelMode, float]] = {  # kilometres an hour
    TravelMode.WALK: 4.5,
    TravelMode.BIKE: 14,
    TravelMode.E_BIKE: 18,
    TravelMode.REGIONAL_TRAIN: 70,
    TravelMode.INTERCITY: 110,
    TravelMode.HIGH_SPEED: 200,
    TravelMode.COACH: 60,
    TravelMode.BUS: 25,
    TravelMode.TRAM: 18,
    TravelMode.METRO: 25,
    TravelMode.CAR: 60,
    TravelMode.ELECTRIC_CAR: 60,
    TravelMode.VAN: 55,
    TravelMode.CAMPER: 50,
    TravelMode.MOTORBIKE: 60,
    TravelMode.PLANE: 600,
}
WAITING: Final[dict[TravelMode, int]] = {  # minutes on platforms and at gates
    TravelMode.REGIONAL_TRAIN: 15,
    TravelMode.INTERCITY: 20,
    TravelMode.HIGH_SPEED: 25,
    TravelMode.COACH: 15,
    TravelMode.BUS: 10,
    TravelMode.TRAM: 5,
    TravelMode.METRO: 5,
    TravelMode.PLANE: 180,
}
STRAIGHT: Final = frozenset({TravelMode.PLANE})


@dataclass(frozen=True, slots=True)
class Range:
    """The likely value, and between which it mostly lies."""

    likely: float
    least: float
    most: float

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    def times(self, factor: float) -> Range:
        return Range(self.likely * factor, self.least * factor, self.most * factor)


@dataclass(frozen=True, slots=True)
class Journey:
    """One way by one means: kilometres, minutes from door to door, kilogrammes CO2e a person."""

    mode: TravelMode
    kilometres: Range
    minutes: Range
    carbon: Range


def journey(mode: TravelMode, *, straight: float, known: float | None = None) -> Journey:
    """`straight` metres as the crow flies, or the `known` metres of the way, which are exact."""
    crow = straight / 1000
    if known is not None:
        kilometres = Range(known / 1000, known / 1000, known / 1000)
    elif mode in STRAIGHT:
        kilometres = Range(crow, crow, crow)
    else:
        kilometres = Range(crow * DETOUR, crow * DETOURS[0], crow * DETOURS[1])
    waiting = WAITING.get(mode, 0)
    pace = 60 / SPEED[mode]
    minutes = Range(
        waiting + kilometres.likely * pace,
        waiting + kilometres.least * pace,
        waiting + kilometres.most * pace,
    )
    # A plane burns most on the way up: the shorter, the more for each kilometre.
    if mode != TravelMode.PLANE:
        factor = CARBON[mode]
    else:
        factor = next(
            (factor for most, factor in PLANE if kilometres.likely <= most), FARTHEST_PLANE
        )
    return Journey(mode, kilometres, minutes, kilometres.times(factor))
