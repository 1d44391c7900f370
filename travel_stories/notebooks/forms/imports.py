"""A file of a trip: read with suspicion, so that what comes out of it is what people may write."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.forms import EditForm
from travel_stories.notebooks.forms.file_parts import (
    comments_of,
    no_trip,
    places_of,
    refused,
    rows_of,
    words_of,
)
from travel_stories.notebooks.forms.file_polls import asked_of, polls_of
from travel_stories.notebooks.trip_files import (
    FORMAT,
    READABLE,
    VERSION,
    IdeaFile,
    ListFile,
    SeatFile,
    StepFile,
    TripFile,
)
from travel_stories.trip_decisions.models.deciding import Idea
from travel_stories.trip_decisions.validators import MOST_IDEAS
from travel_stories.trip_expenses.models import Expense
from travel_stories.trip_expenses.validators import MOST_EXPENSES
from travel_stories.trip_lists.models import Checklist, ChecklistItem
from travel_stories.trip_lists.validators import MOST_ITEMS, MOST_LISTS
from travel_stories.trips.choices import MemberRole
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import MOST_MEMBERS, MOST_STEPS

LARGEST: Final = 5_000_000  # bytes: 5,000 expenses among forty people


class ImportForm(EditForm):
    file = forms.FileField(
        label=_("Trip file"),
        help_text=_("A file ending in .json, exported from a trip on this site."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Choose a trip file, ending in .json.")},
    )
    accounts = forms.BooleanField(
        label=_("Include the expenses"),
        help_text=_(
            "Everyone involved is added by name only, without joining the "
            "trip. Amounts and debts stay the same."
        ),
        required=False,
    )
    people = forms.BooleanField(
        label=_("Include the people and their votes"),
        help_text=_(
            "People are added by name, with their roles. We won’t notify "
            "them: to take part, they need a new invitation from you."
        ),
        required=False,
    )

    def clean_file(self) -> TripFile:
        """Raises ValidationError that names the step and the field that can't be read."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise ValidationError(
                _(
                    "This file is too large to be a trip file. Choose a file "
                    "exported from a trip on this site."
                ),
                code="size",
            )
        data = _parsed(sent.read())
        steps = data["steps"]
        if len(steps) > MOST_STEPS:
            raise ValidationError(
                _(
                    "This file has more steps than a trip can have (%(most)s). "
                    "Choose a file exported from a trip on this site."
                ),
                params={"most": MOST_STEPS},
                code="steps",
            )
        trip = words_of(Trip, data["trip"], _("the trip"))
        # Whoever is or was in the trip. A role that we don't know looks on.
        here, gone = (rows_of(data, name, MOST_MEMBERS) for name in ("members", "former_members"))
        seats = {
            str(row.get("public_id")): SeatFile(
                name=str(row.get("name"))[:60] or "…",
                role=row["role"] if row.get("role") in MemberRole.values else MemberRole.OBSERVER,
                is_awaited=is_awaited,
            )
            for rows, is_awaited in ((gone, False), (here, True))
            for row in rows
        }
        # Who took something on stays where they were: the entry is free again.
        lists = rows_of(data, "lists", MOST_LISTS)
        expenses = rows_of(data, "expenses", MOST_EXPENSES)
        return TripFile(
            trip=trip,
            steps=[_step(one, trip, number) for number, one in enumerate(steps, 1)],
            ideas=_ideas(data),
            lists=[_list(one, number) for number, one in enumerate(lists, 1)],
            polls=polls_of(data, seats),
            expenses=[_expense(one, seats, number) for number, one in enumerate(expenses, 1)],
            seats=seats,
        )


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content)
        json.dumps(data, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except (ValueError, RecursionError):
        raise ValidationError(
            _("This isn’t a trip file. Choose a file exported from a trip on this site."),
            code="json",
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValidationError(
            _("This isn’t a trip file. Choose a file exported from a trip on this site."),
            code="format",
        )
    version = data.get("version")
    if type(version) is not int or version not in READABLE:
        raise ValidationError(
            _("We can’t read this version of a trip file. Export the trip again."),
            code="version",
        )
    steps = data.get("steps")
    if not isinstance(data.get("trip"), dict) or not isinstance(steps, list):
        raise no_trip()
    return data if version == VERSION else _of_today(data)


def _of_today(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 told votes and requests for people alone, not so that they could be read again."""
    steps = [one | {"request": None} if isinstance(one, dict) else one for one in data["steps"]]
    return data | {"steps": steps, "polls": []}


def _step(data: Any, trip: Mapping[str, Any], number: int) -> StepFile:
    where = _("step %(number)s") % {"number": number}
    if not isinstance(data, dict):
        raise no_trip()
    words = words_of(Step, data | {"people": []}, where)
    day = data.get("day")
    within = isinstance(day, int) and 1 <= day <= trip["days"]
    return StepFile(
        words=words | {"day": day if within else None},
        comments=comments_of(data, where),
        asked=asked_of(data, where),
    )


def _ideas(data: Mapping[str, Any]) -> list[IdeaFile]:
    """Voices stay with those who gave them. What became a step is that step again."""
    steps = places_of(data["steps"])
    ideas = rows_of(data, "ideas", MOST_IDEAS)
    return [_idea(one, steps, number) for number, one in enumerate(ideas, 1)]


def _idea(data: Mapping[str, Any], steps: Mapping[str, int], number: int) -> IdeaFile:
    where = _("idea %(number)s") % {"number": number}
    return IdeaFile(
        words=words_of(Idea, data, where, but=("by",)),
        comments=comments_of(data, where),
        step=steps.get(str(data.get("step"))),
    )


def _list(data: Mapping[str, Any], number: int) -> ListFile:
    where = _("list %(number)s") % {"number": number}
    items = rows_of(data, "items", MOST_ITEMS)
    return ListFile(
        words_of(Checklist, data, where),
        [words_of(ChecklistItem, item | {"who": None}, where) for item in items],
    )


def _expense(data: Mapping[str, Any], names: Collection[str], number: int) -> dict[str, Any]:
    where = _("expense %(number)s") % {"number": number}
    payer, shares = data.get("payer"), data.get("shares")
    if not isinstance(payer, str) or not isinstance(shares, dict):
        raise no_trip()
    if not {payer, *shares} <= {*names}:
        raise refused(
            where,
            _("Someone involved in this expense isn’t in the file. Export the trip again."),
            code="people",
        )
    words = words_of(Expense, {**data, "payer": None, "shares": {}}, where, but=("payer", "shares"))
    return words | {"payer": payer, "shares": shares}
