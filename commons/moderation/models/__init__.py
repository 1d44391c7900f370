"""The nouns of moderation."""

from commons.moderation.models.cases import DECIDE_ANY, Case, Copy
from commons.moderation.models.decisions import Appeal, Decision
from commons.moderation.models.reports import Report

__all__ = ["DECIDE_ANY", "Appeal", "Case", "Copy", "Decision", "Report"]
