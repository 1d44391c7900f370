"""Lists to begin from: what groups of each kind usually forget. Words only; people change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trips.choices import TripKind


@dataclass(frozen=True, slots=True)
class StarterItem:
    """`each` counts one for every person of the trip; `days_before` counts back from departure."""

    title: Promise
    each: bool = False
    days_before: int | None = None


@dataclass(frozen=True, slots=True)
class Starter:
    code: str
    kind: ChecklistKind
    title: Promise
    items: tuple[StarterItem, ...]
    trips: frozenset[TripKind] = frozenset(TripKind)


LONE: Final = frozenset({TripKind.ALONE})
WITH_CHILDREN: Final = frozenset({TripKind.FAMILY, TripKind.FRIENDS})
GROUPS: Final = frozenset({TripKind.WORKS_COUNCIL, TripKind.ASSOCIATION})
CLASSES: Final = frozenset({TripKind.CLASS})

STARTERS: Final = (
    Starter(
        "bag",
        ChecklistKind.BRING,
        _("In the bags"),
        (
            StarterItem(_("Identity card or passport"), each=True),
            StarterItem(_("Health insurance card"), each=True),
            StarterItem(_("Tickets and reservations, on paper too")),
            StarterItem(_("Rain jacket"), each=True),
            StarterItem(_("Walking shoes"), each=True),
            StarterItem(_("Water bottle"), each=True),
            StarterItem(_("Torch")),
            StarterItem(_("First-aid kit")),
            StarterItem(_("Chargers and a power bank")),
            StarterItem(_("Own medicines, with the prescription")),
        ),
        LONE | WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "shared",
        ChecklistKind.BRING,
        _("For everybody"),
        (
            StarterItem(_("Map of the region")),
            StarterItem(_("Knife, corkscrew, tin opener")),
            StarterItem(_("Tea towels")),
            StarterItem(_("Board or card games")),
            StarterItem(_("Coffee, tea, sugar, salt and oil")),
            StarterItem(_("Washing-up liquid and a sponge")),
            StarterItem(_("A small present for the hosts")),
        ),
        WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "little",
        ChecklistKind.BRING,
        _("For the little ones"),
        (
            StarterItem(_("Cuddly toy: the one that must not be lost")),
            StarterItem(_("Sun hat and sun cream")),
            StarterItem(_("Change of clothes for the journey")),
            StarterItem(_("Snacks and water for the journey")),
            StarterItem(_("Books, pencils and paper")),
            StarterItem(_("Health record book")),
            StarterItem(_("Travel cot, if the hosts have none")),
        ),
        frozenset({TripKind.FAMILY}),
    ),
    Starter(
        "bikes",
        ChecklistKind.BRING,
        _("By bicycle"),
        (
            StarterItem(_("Helmet"), each=True),
            StarterItem(_("Lights and reflective vest"), each=True),
            StarterItem(_("Lock")),
            StarterItem(_("Pump, spare tubes and tyre levers")),
            StarterItem(_("Panniers that keep the rain out")),
            StarterItem(_("Repair kit and multi-tool")),
        ),
        LONE | WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "before",
        ChecklistKind.DO,
        _("Before we leave"),
        (
            StarterItem(_("Book the train or the coach"), days_before=60),
            StarterItem(_("Ask the hosts about arrival and meals"), days_before=14),
            StarterItem(_("Do the shopping for the first evening"), days_before=1),
            StarterItem(_("Water the plants, feed the cat"), days_before=1),
            StarterItem(_("Print the notebook"), days_before=2),
        ),
        LONE | WITH_CHILDREN,
    ),
    Starter(
        "chores",
        ChecklistKind.DO,
        _("On the spot"),
        (
            StarterItem(_("Cook the first evening")),
            StarterItem(_("Wash up")),
            StarterItem(_("Go for bread in the morning")),
            StarterItem(_("Take the photographs")),
            StarterItem(_("Clean before we leave")),
            StarterItem(_("Thank the hosts")),
        ),
        WITH_CHILDREN | GROUPS,
    ),
    Starter(
        "organise",
        ChecklistKind.DO,
        _("To organise"),
        (
            StarterItem(_("Find the dates together"), days_before=180),
            StarterItem(_("Ask the hosts for their offers"), days_before=120),
            StarterItem(_("Announce the trip and open the registrations"), days_before=90),
            StarterItem(_("Close the registrations"), days_before=45),
            StarterItem(_("Tell the hosts the number of people, diets and needs"), days_before=30),
            StarterItem(_("Book the coach or the train"), days_before=60),
            StarterItem(_("Send the programme and the meeting point"), days_before=7),
        ),
        GROUPS,
    ),
    Starter(
        "school_bag",
        ChecklistKind.BRING,
        _("With the class"),
        (
            StarterItem(_("First-aid kit and the health sheets, in a closed envelope")),
            StarterItem(_("List of those on board, for the driver")),
            StarterItem(_("Register for the daily roll call")),
            StarterItem(_("Telephone of the class, charged")),
            StarterItem(_("High-visibility vests for the adults")),
            StarterItem(_("Picnic for the first day"), each=True),
            StarterItem(_("Bags for travel sickness, wipes, water")),
            StarterItem(_("Spare clothes")),
        ),
        CLASSES,
    ),
    Starter(
        "school_do",
        ChecklistKind.DO,
        _("To prepare with the class"),
        (
            StarterItem(_("Write the educational project"), days_before=120),
            StarterItem(_("Meet the parents"), days_before=60),
            StarterItem(_("Tell the hosts ages, diets and needs, as counts"), days_before=30),
            StarterItem(_("Set up groups and who accompanies each"), days_before=14),
            StarterItem(
                _("Give the programme and the list for the bag to the families"), days_before=14
            ),
            StarterItem(_("Check the telephone chain for the parents"), days_before=3),
        ),
        CLASSES,
    ),
)


def starters_for(kind: str) -> list[Starter]:
    """Those that suit a kind of trip, in the order of the table."""
    return [one for one in STARTERS if kind in one.trips]
