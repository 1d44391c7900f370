"""The nouns of moderation."""

from commons.moderation.models.cases import DECIDE_ANY, Case, Copy
from commons.moderation.models.decisions import Appeal, Decision
from commons.moderation.models.kinds import (
    Kind,
    Part,
    Words,
    kind_named,
    kind_of,
    kinds,
    register_kind,
)
from commons.moderation.models.reports import Report

__all__ = [
    "DECIDE_ANY",
    "Appeal",
    "Case",
    "Copy",
    "Decision",
    "Kind",
    "Part",
    "Report",
    "Words",
    "kind_named",
    "kind_of",
    "kinds",
    "register_kind",
]
