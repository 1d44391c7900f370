"""Imports as a coordinator reads them: first rows, rows that can't be read, answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hosting.network_imports.choices import COLUMN_LABELS, FLAW_SENTENCES, Column, Flaw
from hosting.network_imports.models import NetworkImport
from hosting.offers.choices.lists import LodgingKind, OfferKind

SHOWN_PROBLEMS: Final = 50
STATE_COLOURS: Final = {
    "uploaded": "draft",
    "checked": "info",
    "waiting": "waiting",
    "done": "agreed",
    "failed": "declined",
    "undone": "",
    "stopped": "",
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One cell that can't be read, in words."""

    row: int
    column: str
    sentence: str
    cell: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One row as it would become."""

    row: int
    email: str
    name: str
    kind: str
    title: str
    words: str
    details: list[str]
    is_known: bool


def problem_lines(network_import: NetworkImport) -> Iterator[ProblemLine]:
    header = network_import.header
    for row, place, flaw, facts, cell in network_import.problems:
        column = header[place] if 0 <= place < len(header) else _("whole row")
        yield ProblemLine(row, column, str(FLAW_SENTENCES[Flaw(flaw)] % facts), cell)


def preview_lines(network_import: NetworkImport) -> list[PreviewLine]:
    return [
        PreviewLine(
            row=one["row"],
            email=one["email"],
            name=one["name"],
            kind=str(OfferKind(one["kind"]).label) if one["kind"] else "",
            title=one["title"],
            words=one["words"],
            details=_details(one),
            is_known=one["is_known"],
        )
        for one in network_import.preview
    ]


def _details(one: dict[str, Any]) -> list[str]:
    found = []
    if one["lodging"]:
        found.append(str(LodgingKind(one["lodging"]).label))
    if one["sleeps"]:
        found.append(_("sleeping places: %(number)s") % {"number": one["sleeps"]})
    if one["photos"]:
        found.append(_("photos: %(number)s") % {"number": one["photos"]})
    return found


def figures_of(network_import: NetworkImport) -> list[dict[str, Any]]:
    """What came of the file, or would, as numbers with their label."""
    found = network_import.figures
    stats = [
        {"label": _("Members to invite"), "number": found.get("members", 0)},
        {"label": _("Offers as drafts"), "number": found.get("offers", 0)},
        {"label": pgettext("rows of a table", "Already here"), "number": found.get("known", 0)},
    ]
    if found.get("declined"):
        stats.append({"label": _("Declined earlier"), "number": found["declined"]})
    return stats


def mapped_columns(network_import: NetworkImport) -> list[tuple[str, str]]:
    """Each column that is used, with its name in the file."""
    header = network_import.header
    return [
        (str(COLUMN_LABELS[Column(name)]), header[place])
        for name, place in network_import.mapping.items()
        if place < len(header)
    ]


def state_colour(network_import: NetworkImport) -> str:
    return STATE_COLOURS[network_import.state]
