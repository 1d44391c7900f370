"""What pages about one's data show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commons.privacy.models import ArchiveImport
from commons.privacy.registries.archive_imports import import_parts
from commons.privacy.registries.personal_fields import declared_models
from commons.privacy.registries.processings import Processing, processings
from commons.privacy.registries.retention import RetentionRule, rules_of
from commons.privacy.states import Outcome


@dataclass(frozen=True, slots=True)
class ImportSection:
    """A part of an archive, with what is new, here already, or left out."""

    title: str
    new: list[dict[str, Any]]
    known: list[dict[str, Any]]
    left_out: list[dict[str, Any]]


def import_sections(archive: ArchiveImport) -> list[ImportSection]:
    sections = []
    for code, items in archive.plan.items():
        if part := import_parts.get(code):
            new, known, left_out = (
                [item for item in items if item["outcome"] == outcome]
                for outcome in (Outcome.NEW, Outcome.KNOWN, Outcome.LEFT_OUT)
            )
            sections.append(ImportSection(str(part.title), new, known, left_out))
    return sections


@dataclass(frozen=True, slots=True)
class ProcessingCard:
    """A processing with the data that it uses: what each is, and how long it is kept."""

    processing: Processing
    rules: list[RetentionRule]


def processing_cards() -> list[ProcessingCard]:
    """In the order of their registration; the data are those that the register declares."""
    cards = []
    for processing in processings.values():
        models = sorted(
            model for model in declared_models() if model.partition(".")[0] in processing.apps
        )
        rules = {id(rule): rule for model in models for rule in rules_of(model)}
        cards.append(ProcessingCard(processing, list(rules.values())))
    return cards
