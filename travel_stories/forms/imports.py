"""A file of a trip: read with suspicion, so that what comes out of it is what people may write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from travel_stories.forms.edits import EditForm
from travel_stories.models import (
    Checklist,
    ChecklistItem,
    Comment,
    Expense,
    Idea,
    Step,
    Trip,
    Versioned,
)
from travel_stories.queries.exports import FORMAT, VERSION, Brought, with_keys
from travel_stories.validators import (
    MOST_COMMENTS,
    MOST_EXPENSES,
    MOST_IDEAS,
    MOST_ITEMS,
    MOST_LISTS,
    MOST_MEMBERS,
    MOST_STEPS,
)

LARGEST: Final = 5_000_000  # bytes: 5,000 expenses among forty people


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list with its entries."""

    words: dict[str, Any]
    items: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TripFile:
    """What the file says, as the actions take it."""

    trip: dict[str, Any]
    steps: list[dict[str, Any]]
    said: list[list[str]]  # about each step
    ideas: list[Brought]
    lists: list[ListFile]
    expenses: list[dict[str, Any]]  # with the public ids that the people have in the file
    names: dict[str, str]  # of the people, by these public ids


class ImportForm(EditForm):
    file = forms.FileField(
        label=_("File of a trip"),
        help_text=_("One that you took along from here, ending in .json."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    accounts = forms.BooleanField(
        label=_("Bring the accounts along"),
        help_text=_(
            "People in them come as names without a seat; bills and debts stay as they are."
        ),
        required=False,
    )

    def clean_file(self) -> TripFile:
        """Raises ValidationError that names the step and the field that can't be read."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise ValidationError(_("This file is too large for a trip."), code="size")
        told = _parsed(sent.read())
        steps = told["steps"]
        if len(steps) > MOST_STEPS:
            raise ValidationError(
                _("A trip has at most %(most)s steps."), params={"most": MOST_STEPS}, code="steps"
            )
        trip = _words(Trip, told["trip"], _("the trip"))
        names = _names(told)
        return TripFile(
            trip=trip,
            steps=[_step(one, trip, number) for number, one in enumerate(steps, 1)],
            said=[_said(one, number) for number, one in enumerate(steps, 1)],
            ideas=_ideas(told),
            lists=_lists(told),
            expenses=_expenses(told, names),
            names=names,
        )


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise ValidationError(_("This is not a file of a trip."), code="json") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValidationError(_("This is not a file of a trip."), code="format")
    if told.get("version") != VERSION:
        raise ValidationError(_("This file comes from another version."), code="version")
    steps = told.get("steps")
    if not isinstance(told.get("trip"), dict) or not isinstance(steps, list):
        raise ValidationError(_("This is not a file of a trip."), code="parts")
    return told


def _step(told: Any, trip: Mapping[str, Any], number: int) -> dict[str, Any]:
    where = _("step %(number)s") % {"number": number}
    if not isinstance(told, dict):
        raise ValidationError(_("This is not a file of a trip."), code="parts")
    words = _words(Step, told | {"people": []}, where)
    day = told.get("day")
    within = isinstance(day, int) and 1 <= day <= trip["days"]
    return words | {"day": day if within else None}


def _said(told: Mapping[str, Any], number: int) -> list[str]:
    return _comments(told, _("step %(number)s") % {"number": number})


def _ideas(told: Mapping[str, Any]) -> list[Brought]:
    """Voices stay with those who gave them. What became a step is that step again."""
    places = {step.get("public_id"): place for place, step in enumerate(told["steps"])}
    ideas = _rows(told, "ideas", MOST_IDEAS)
    return [_idea(one, places, number) for number, one in enumerate(ideas, 1)]


def _idea(told: Mapping[str, Any], places: Mapping[Any, int], number: int) -> Brought:
    where = _("idea %(number)s") % {"number": number}
    step = told.get("step")
    return Brought(
        words=_words(Idea, told, where, but=("by",)),
        said=_comments(told, where),
        step=places.get(step) if isinstance(step, str) else None,
    )


def _comments(told: Mapping[str, Any], where: Any) -> list[str]:
    said = told.get("comments", [])
    right = isinstance(said, list) and all(isinstance(words, str) for words in said)
    if not right or len(said) > MOST_COMMENTS:
        raise ValidationError(_("This is not a file of a trip."), code="parts")
    about = ("by", "idea", "poll", "step")
    return [_words(Comment, {"words": words}, where, but=about)["words"] for words in said]


def _lists(told: Mapping[str, Any]) -> list[ListFile]:
    """Who took something on stays where they were: the entry is free again."""
    lists = _rows(told, "lists", MOST_LISTS)
    return [_list(one, number) for number, one in enumerate(lists, 1)]


def _list(told: Mapping[str, Any], number: int) -> ListFile:
    where = _("list %(number)s") % {"number": number}
    items = _rows(told, "items", MOST_ITEMS)
    return ListFile(
        _words(Checklist, told, where),
        [_words(ChecklistItem, item | {"who": None}, where) for item in items],
    )


def _names(told: Mapping[str, Any]) -> dict[str, str]:
    """Whoever is or was in the trip, as far as the accounts can need them."""
    rows = [*_rows(told, "members", MOST_MEMBERS), *_rows(told, "former_members", MOST_MEMBERS)]
    return {str(row.get("public_id")): str(row.get("name"))[:60] or "…" for row in rows}


def _expenses(told: Mapping[str, Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    expenses = _rows(told, "expenses", MOST_EXPENSES)
    return [_expense(one, names, number) for number, one in enumerate(expenses, 1)]


def _expense(told: Mapping[str, Any], names: Mapping[str, str], number: int) -> dict[str, Any]:
    where = _("expense %(number)s") % {"number": number}
    payer, shares = told.get("payer"), told.get("shares")
    if not isinstance(payer, str) or not isinstance(shares, dict):
        raise ValidationError(_("This is not a file of a trip."), code="parts")
    if not {payer, *shares} <= names.keys():
        raise ValidationError(
            _("In %(where)s: %(why)s"),
            params={"where": where, "why": _("Somebody in this bill is not in the file.")},
            code="people",
        )
    words = _words(Expense, {**told, "payer": None, "shares": {}}, where, but=("payer", "shares"))
    return words | {"payer": payer, "shares": shares}


def _rows(told: Mapping[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    rows = told.get(name, [])
    right = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not right or len(rows) > most:
        raise ValidationError(_("This is not a file of a trip."), code="parts")
    return list(rows)


def _words(
    model: type[Versioned], told: Mapping[str, Any], where: Any, *, but: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Each field by its own rules, as if a person had typed it."""
    row = model()
    try:
        words = with_keys(model, told)
        for name in words.keys() & set(model.WORDS):
            value = words[name]
            related = model.field(name).is_relation
            setattr(row, name, value if related else model.field(name).to_python(value))
            if not related:
                _require_length(model, name, getattr(row, name))
        row.clean_fields(exclude={"trip", "checklist", "cents", "owed", "unit", *but})
    except (ValidationError, FieldDoesNotExist, TypeError, ValueError, OverflowError) as refusal:
        raise ValidationError(
            _("In %(where)s: %(why)s"),
            params={"where": where, "why": _first_words(refusal)},
            code="field",
        ) from None
    return {name: getattr(row, name) for name in model.WORDS if name not in but} | {
        name: words[name] for name in model.LISTS if name in words
    }


def _require_length(model: type[Versioned], name: str, value: Any) -> None:
    """A model leaves the length of long texts to its forms, and here is none."""
    most = getattr(model.field(name), "max_length", None)
    if most is not None and isinstance(value, str):
        MaxLengthValidator(most)(value)


def _first_words(refusal: Exception) -> str:
    if not isinstance(refusal, ValidationError):
        return str(_("something that can't be read"))
    if hasattr(refusal, "error_dict"):
        name, errors = next(iter(refusal.message_dict.items()))
        return f"{name}: {errors[0]}"
    return str(refusal.messages[0])
