"""What somebody looks for, said once: the form fills it in, an engine answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.dates import DateRange
from core.geo import Box, Point
from hosting.enums import Facet

STATION_KM = (2, 5, 10)
AROUND_KM = (5, 10, 20, 40, 80)
USUAL_KM = 20


@dataclass(frozen=True, slots=True)
class Near:
    """Around a place, so many kilometres far. `said` is how somebody named it, if they did."""

    name: str
    point: Point
    km: int
    said: str = ""

    def box(self, *, further: int = 0) -> Box:
        return Box.around(self.point, metres=(self.km + further) * 1_000)


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """Where, when, how many, and what is chosen of each facet. Everything is optional."""

    near: Near | None = None
    dates: DateRange | None = None
    adults: int | None = None
    children: int = 0
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)

    @property
    def party(self) -> int | None:
        return None if self.adults is None else self.adults + self.children

    @property
    def asked(self) -> dict[str, object]:
        """What the page of an offer need not ask once more: when, and how many."""
        days = (
            {"check_in": self.dates.check_in, "check_out": self.dates.check_out}
            if self.dates
            else {}
        )
        people = {"adults": self.adults, "children": self.children} if self.adults else {}
        return {**days, **people}

    def of(self, facet: Facet) -> frozenset[str]:
        return self.chosen.get(facet, frozenset())
