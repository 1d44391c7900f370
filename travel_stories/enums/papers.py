"""Papers that a kind of trip calls for, each with its source.

Rules change and differ by academy: the page shows the source beside each of them, and people can
change every line. What no text asks for is marked as a habit. Last read in November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from travel_stories.enums.trips import TripKind


class Level(StrEnum):
    """Of a class, by the ages that the trip gives."""

    NURSERY = "nursery"
    ELEMENTARY = "elementary"
    SECONDARY = "secondary"


class Each(StrEnum):
    """What a number of papers goes by."""

    ONE = "one"
    CHILD = "child"
    ADULT = "adult"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Source:
    """Without an address it is a habit of organisers and no rule."""

    title: Promise | str
    url: str = ""


CIRCULAR: Final = Source(
    _("Circular of 16 July 2024 on school outings and trips, MENE2407159C"),
    "https://www.education.gouv.fr/bo/2024/Hebdo30/MENE2407159C",
)
PROCEDURE: Final = Source(
    _("Procedure for trips with nights, Aroéven Hauts-de-France"),
    "https://aroeven-hdf.fr/sejours-scolaires/procedures-administratives/modalites-pratiques",
)
FILE: Final = Source(
    _("File of a class trip, Ma classe dans le Sud"), "https://maclassedanslesud.com/?p=885"
)
LEAVING_FRANCE: Final = Source(
    _("Decree 2016-1483 of 2 November 2016 on minors who leave France, Maine-et-Loire academy"),
    "https://www.pedagogie1d.ac-nantes.fr/maine-et-loire/sorties-et-voyages-scolaires/"
    "sorties-et-voyages-scolaires-604719.kjsp",
)
INSURANCE: Final = Source(
    _("Insurance of pupils on optional trips, L'Autonome de solidarité"),
    "https://www.autonome-solidarite.fr/articles/sejour-etranger-second-degre/",
)
HABIT: Final = Source(_("A habit of organisers, no rule"))

SCHOOL: Final = frozenset({Level.NURSERY, Level.ELEMENTARY})
ALL: Final = frozenset(Level)
UPPER: Final = frozenset({Level.SECONDARY})


@dataclass(frozen=True, slots=True)
class PaperRule:
    """`nights` asks for it on trips with a night, `abroad` only on those (or never on those)."""

    code: str
    title: Promise
    source: Source
    each: Each = Each.ONE
    days_before: int | None = None
    trips: frozenset[TripKind] = frozenset({TripKind.CLASS})
    levels: frozenset[Level] = ALL
    nights: bool = False
    abroad: bool | None = None


COUNCIL: Final = frozenset({TripKind.WORKS_COUNCIL})

PAPER_RULES: Final = (
    PaperRule(
        "request_home",
        _("Request for authorisation, complete, to the inspector of the district"),
        PROCEDURE,
        days_before=31,
        levels=SCHOOL,
        nights=True,
        abroad=False,
    ),
    PaperRule(
        "request_abroad",
        _("Request for authorisation of a trip abroad, complete, to the inspector of the district"),
        PROCEDURE,
        days_before=45,
        levels=SCHOOL,
        nights=True,
        abroad=True,
    ),
    PaperRule(
        "head",
        _("Agreement of the head of the school"),
        CIRCULAR,
        days_before=45,
        levels=SCHOOL,
    ),
    PaperRule(
        "board",
        _("Agreement of the head and vote of the board on the trip and its money"),
        FILE,
        levels=UPPER,
        nights=True,
    ),
    PaperRule("project", _("Educational project"), FILE, days_before=31, nights=True),
    PaperRule("programme", _("Programme, day by day"), FILE, days_before=31, nights=True),
    PaperRule("budget", _("Provisional budget"), FILE, days_before=31, nights=True),
    PaperRule("staff", _("Sheet of the accompanying adults"), FILE, days_before=31, nights=True),
    PaperRule("transport", _("Sheet of the transport"), FILE, days_before=31, nights=True),
    PaperRule(
        "first_aid",
        _("Certificate of first-aid training of one adult at least"),
        PROCEDURE,
        days_before=31,
        levels=SCHOOL,
        nights=True,
    ),
    PaperRule(
        "parents", _("Authorisations of the parents"), CIRCULAR, each=Each.CHILD, days_before=31
    ),
    PaperRule(
        "insurance",
        _("Certificates of insurance: liability and own accidents"),
        INSURANCE,
        each=Each.CHILD,
        days_before=31,
    ),
    PaperRule(
        "leaving",
        _("Authorisations to leave France (Cerfa 15646), with a copy of the parent's identity"),
        LEAVING_FRANCE,
        each=Each.CHILD,
        days_before=31,
        abroad=True,
    ),
    PaperRule(
        "health",
        _("Health sheets, in closed envelopes"),
        HABIT,
        each=Each.CHILD,
        days_before=14,
        nights=True,
    ),
    PaperRule(
        "registrations",
        _("Registrations"),
        HABIT,
        each=Each.PERSON,
        days_before=45,
        trips=COUNCIL,
    ),
    PaperRule(
        "own_part",
        _("Payments of each one's own part"),
        HABIT,
        each=Each.PERSON,
        days_before=30,
        trips=COUNCIL,
    ),
    PaperRule(
        "vote",
        _("Decision of the council on the subsidy"),
        HABIT,
        days_before=90,
        trips=COUNCIL,
    ),
    PaperRule(
        "council_insurance",
        _("Certificate of insurance of the council"),
        HABIT,
        days_before=30,
        trips=COUNCIL,
    ),
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """At least `adults` for `children`; beyond them one more for every `step` begun."""

    adults: int
    children: int
    step: int
    source: Source = CIRCULAR

    def needed(self, children: int) -> int:
        beyond = max(children - self.children, 0)
        return self.adults + -(-beyond // self.step)


# By level and whether there is a night. In secondary schools the head decides (same circular).
RATIOS: Final = {
    (Level.NURSERY, False): Ratio(2, 16, 8),
    (Level.NURSERY, True): Ratio(2, 16, 8),
    (Level.ELEMENTARY, False): Ratio(2, 30, 15),
    (Level.ELEMENTARY, True): Ratio(2, 24, 12),
}
