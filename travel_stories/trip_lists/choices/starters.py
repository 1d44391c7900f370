"""Lists to begin from: what groups of each kind usually forget. Words only; people change them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trips.choices import TripKind


@dataclass(frozen=True, slots=True)
class StarterItem:
    """`each` counts one for every person of the trip; `days_before` counts back from departure;
    `months` are those in which a trip that needs it begins, if not all.
    """

    title: Promise
    each: bool = False
    days_before: int | None = None
    months: frozenset[int] = frozenset(range(1, 13))


@dataclass(frozen=True, slots=True)
class Starter:
    code: str
    kind: ChecklistKind
    title: Promise
    items: tuple[StarterItem, ...]
    trips: frozenset[TripKind] = frozenset(TripKind)


WARM: Final = frozenset(range(4, 10))
COLD: Final = frozenset(range(1, 13)) - WARM
LONE: Final = frozenset({TripKind.ALONE})
WITH_CHILDREN: Final = frozenset({TripKind.FAMILY, TripKind.FRIENDS})
GROUPS: Final = frozenset({TripKind.WORKS_COUNCIL, TripKind.ASSOCIATION})
CLASSES: Final = frozenset({TripKind.CLASS})

STARTERS: Final = (
    Starter(
        "bag",
        ChecklistKind.BRING,
        _("Packing list"),
        (
            StarterItem(_("Identity card or passport"), each=True),
            StarterItem(_("Health insurance card"), each=True),
            StarterItem(_("Tickets and bookings, on paper too")),
            StarterItem(_("Rain jacket"), each=True),
            StarterItem(_("Walking shoes"), each=True),
            StarterItem(_("Water bottle"), each=True),
            StarterItem(_("Torch")),
            StarterItem(_("First-aid kit")),
            StarterItem(_("Chargers and a power bank")),
            StarterItem(_("Personal medication, with the prescription")),
        ),
        LONE | WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "shared",
        ChecklistKind.BRING,
        _("For everyone"),
        (
            StarterItem(_("Map of the region")),
            StarterItem(_("Knife, corkscrew and tin opener")),
            StarterItem(_("Tea towels")),
            StarterItem(_("Board or card games")),
            StarterItem(_("Coffee, tea, sugar, salt and oil")),
            StarterItem(_("Washing-up liquid and a sponge")),
            StarterItem(_("A small gift for the hosts")),
        ),
        WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "little",
        ChecklistKind.BRING,
        _("For the little ones"),
        (
            StarterItem(_("The cuddly toy that mustn’t get lost")),
            StarterItem(_("Sun hat and sun cream"), months=WARM),
            StarterItem(_("Warm hat and gloves"), months=COLD),
            StarterItem(_("Change of clothes for the journey")),
            StarterItem(_("Snacks and water for the journey")),
            StarterItem(_("Books, pencils and paper")),
            StarterItem(_("Health record book")),
            StarterItem(_("Travel cot, if the hosts don’t have one")),
        ),
        frozenset({TripKind.FAMILY}),
    ),
    Starter(
        "bikes",
        ChecklistKind.BRING,
        _("By bike"),
        (
            StarterItem(_("Helmet"), each=True),
            StarterItem(_("Lights and reflective vest"), each=True),
            StarterItem(_("Lock")),
            StarterItem(_("Pump, spare tubes and tyre levers")),
            StarterItem(_("Waterproof panniers")),
            StarterItem(_("Repair kit and multi-tool")),
        ),
        LONE | WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "before",
        ChecklistKind.DO,
        _("Before we leave"),
        (
            StarterItem(_("Book the train or coach"), days_before=60),
            StarterItem(_("Ask the hosts about arrival times and meals"), days_before=14),
            StarterItem(_("Do the shopping for the first evening"), days_before=1),
            StarterItem(_("Water the plants and feed the cat"), days_before=1),
            StarterItem(_("Print the notebook"), days_before=2),
        ),
        LONE | WITH_CHILDREN,
    ),
    Starter(
        "chores",
        ChecklistKind.DO,
        _("While we’re there"),
        (
            StarterItem(_("Cook on the first evening")),
            StarterItem(_("Do the washing-up")),
            StarterItem(_("Get bread in the morning")),
            StarterItem(_("Take photos")),
            StarterItem(_("Clean before we leave")),
            StarterItem(_("Thank the hosts")),
        ),
        WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "organise",
        ChecklistKind.DO,
        _("Organising the trip"),
        (
            StarterItem(_("Agree on dates together"), days_before=180),
            StarterItem(_("Ask the hosts for proposals"), days_before=120),
            StarterItem(_("Announce the trip and open registration"), days_before=90),
            StarterItem(_("Close registration"), days_before=45),
            StarterItem(
                _("Tell the hosts how many people are coming, and their diets and needs"),
                days_before=30,
            ),
            StarterItem(_("Book the coach or train"), days_before=60),
            StarterItem(_("Send the programme and the meeting point"), days_before=7),
        ),
        GROUPS,
    ),
    Starter(
        "school_bag",
        ChecklistKind.BRING,
        _("For the class"),
        (
            StarterItem(_("First-aid kit, and health forms in a sealed envelope")),
            StarterItem(_("Passenger list for the driver")),
            StarterItem(_("Attendance register for daily roll calls")),
            StarterItem(_("Class phone, charged")),
            StarterItem(_("High-visibility vests for the adults")),
            StarterItem(_("Picnic for the first day"), each=True),
            StarterItem(_("Travel sickness bags, wipes and water")),
            StarterItem(_("Spare clothes")),
        ),
        CLASSES,
    ),
    Starter(
        "school_do",
        ChecklistKind.DO,
        _("Before the class trip"),
        (
            StarterItem(_("Write the educational project"), days_before=120),
            StarterItem(_("Meet the parents"), days_before=60),
            StarterItem(
                _("Give the hosts the number of pupils by age, diet and need, without names"),
                days_before=30,
            ),
            StarterItem(_("Make groups and choose an adult for each"), days_before=14),
            StarterItem(_("Give families the programme and the packing list"), days_before=14),
            StarterItem(_("Check the phone tree for parents"), days_before=3),
        ),
        CLASSES,
    ),
)


def starters_for(kind: str, starts_on: date | None = None) -> list[Starter]:
    """Those that suit a kind of trip, in the order of the table, with what its month asks for.

    A trip without dates may need all of it.
    """
    suitable = [one for one in STARTERS if kind in one.trips]
    if starts_on is None:
        return suitable
    return [
        replace(one, items=tuple(item for item in one.items if starts_on.month in item.months))
        for one in suitable
    ]
