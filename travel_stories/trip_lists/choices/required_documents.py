"""Papers that a kind of trip calls for, each with its source.

Rules change and differ by academy: the page names text and article beside each of them, and people
can change every line. What we could not read in a text is worded as a question to whoever knows.
Looked for in November 2026 in what public sites say of the texts; a deadline that two sites tell
differently is the longer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from travel_stories.trips.choices import TripKind


class Level(StrEnum):
    """Of a class, by the ages that the trip gives."""

    NURSERY = "nursery"
    ELEMENTARY = "elementary"
    SECONDARY = "secondary"


class CountedPer(StrEnum):
    """What a number of papers goes by."""

    ONE = "one"
    CHILD = "child"
    ADULT = "adult"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Source:
    """Text and article, or whom to ask where we found none."""

    title: Promise | str
    url: str = ""


CIRCULAR: Final = Source(
    _(
        "French circular of 16 July 2024 on school outings and trips "
        "(MENE2407159C): who gives permission"
    ),
    "https://www.education.gouv.fr/bo/2024/Hebdo30/MENE2407159C",
)
PARENTS: Final = Source(_("French circular MENE2407159C: optional outings"), CIRCULAR.url)
ADULTS: Final = Source(_("French circular MENE2407159C, annex: number of adults"), CIRCULAR.url)
PROCEDURE: Final = Source(
    _(
        "French education ministry procedure, as described by Aroéven; "
        "check the deadlines with your own inspectorate"
    ),
    "https://aroeven-hdf.fr/sejours-scolaires/procedures-administratives/modalites-pratiques",
)
FILE: Final = Source(
    _("Documents usually required; ask your school or inspectorate which ones it wants"),
    PROCEDURE.url,
)
BOARD: Final = Source(
    _(
        "French Education Code, article R. 421-20: the school board "
        "votes on trips and how they’re funded"
    ),
    "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006071191/",
)
LEAVING_FRANCE: Final = Source(
    _(
        "French decree 2016-1483 of 2 November 2016 and order of 13 "
        "December 2016: minors leaving France"
    ),
    "https://www.pedagogie1d.ac-nantes.fr/maine-et-loire/sorties-et-voyages-scolaires/"
    "sorties-et-voyages-scolaires-604719.kjsp",
)
INSURANCE: Final = Source(
    _(
        "Insurance required for optional outings, according to "
        "L’Autonome de Solidarité Laïque; ask your school for the official text"
    ),
    "https://www.autonome-solidarite.fr/articles/sejour-etranger-second-degre/",
)
LIABILITY: Final = Source(
    _(
        "French Labour Code, article R. 2312-49, point 3: the employer "
        "reimburses the works council’s liability insurance"
    ),
    "https://nexem.fr/actualites/employeur-prendre-charge-assurance-responsabilite-civile-cse/",
)
ASK_SCHOOL: Final = Source(_("Common practice: we found no rule, so ask your school"))
ASK_COUNCIL: Final = Source(_("Common practice: we found no rule, so ask your works council"))

SCHOOL: Final = frozenset({Level.NURSERY, Level.ELEMENTARY})
ALL: Final = frozenset(Level)
UPPER: Final = frozenset({Level.SECONDARY})


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """`nights` asks for it on trips with a night, `abroad` only on those (or never on those)."""

    code: str
    title: Promise
    source: Source
    each: CountedPer = CountedPer.ONE
    days_before: int | None = None
    trips: frozenset[TripKind] = frozenset({TripKind.CLASS})
    levels: frozenset[Level] = ALL
    nights: bool = False
    abroad: bool | None = None


COUNCIL: Final = frozenset({TripKind.WORKS_COUNCIL})

PAPER_RULES: Final = (
    DocumentRule(
        "request_home",
        _("Full application for permission, sent to the district inspector"),
        PROCEDURE,
        days_before=31,
        levels=SCHOOL,
        nights=True,
        abroad=False,
    ),
    DocumentRule(
        "request_abroad",
        _("Full application for permission to travel abroad, sent to the district inspector"),
        PROCEDURE,
        days_before=45,
        levels=SCHOOL,
        nights=True,
        abroad=True,
    ),
    DocumentRule(
        "head",
        _("Head teacher’s approval"),
        CIRCULAR,
        days_before=45,
        levels=SCHOOL,
    ),
    DocumentRule(
        "board",
        _("Head teacher’s approval, and school board vote on the trip and its funding"),
        BOARD,
        levels=UPPER,
        nights=True,
    ),
    DocumentRule("project", _("Educational project"), FILE, days_before=31, nights=True),
    DocumentRule("programme", _("Programme, day by day"), FILE, days_before=31, nights=True),
    DocumentRule("budget", _("Provisional budget"), FILE, days_before=31, nights=True),
    DocumentRule("staff", _("List of accompanying adults"), FILE, days_before=31, nights=True),
    DocumentRule("transport", _("Transport details"), FILE, days_before=31, nights=True),
    DocumentRule(
        "first_aid",
        _("First-aid certificate for at least one adult"),
        FILE,
        days_before=31,
        levels=SCHOOL,
        nights=True,
    ),
    DocumentRule(
        "parents",
        _("Parental consent forms"),
        PARENTS,
        each=CountedPer.CHILD,
        days_before=31,
    ),
    DocumentRule(
        "insurance",
        _("Insurance certificates: liability and personal accident"),
        INSURANCE,
        each=CountedPer.CHILD,
        days_before=31,
    ),
    DocumentRule(
        "leaving",
        _("Permits for minors to leave France (Cerfa 15646), with a copy of the parent’s ID"),
        LEAVING_FRANCE,
        each=CountedPer.CHILD,
        days_before=31,
        abroad=True,
    ),
    DocumentRule(
        "health",
        _("Health forms, in sealed envelopes"),
        ASK_SCHOOL,
        each=CountedPer.CHILD,
        days_before=14,
        nights=True,
    ),
    DocumentRule(
        "registrations",
        _("Registrations"),
        ASK_COUNCIL,
        each=CountedPer.PERSON,
        days_before=45,
        trips=COUNCIL,
    ),
    DocumentRule(
        "own_part",
        _("Payment of each person’s share"),
        ASK_COUNCIL,
        each=CountedPer.PERSON,
        days_before=30,
        trips=COUNCIL,
    ),
    DocumentRule(
        "vote",
        _("Works council decision on the subsidy"),
        ASK_COUNCIL,
        days_before=90,
        trips=COUNCIL,
    ),
    DocumentRule(
        "council_insurance",
        _("Works council insurance certificate"),
        LIABILITY,
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
    source: Source = ADULTS

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
