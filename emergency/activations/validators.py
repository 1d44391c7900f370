"""Ranges and shapes of the rules of an emergency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from emergency.activations.states.activations import ServiceStep, Weight

LONGEST_REVIEW: Final = timedelta(days=30)


LONGEST_STAY: Final = 183  # nights
_DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


validate_departments = RegexValidator(
    r"^(\d[\dAB]\d?)(, ?\d[\dAB]\d?)*$",
    _("Enter the numbers of the French departments, separated by commas: 37, 41."),
)


def validate_domains(text: str) -> None:
    """What stands behind the @ of employers, one a line or with commas."""
    for domain in domains_in(text):
        if not _DOMAIN.fullmatch(domain):
            raise ValidationError(
                _(
                    "“%(domain)s” isn’t an email domain. Enter what comes after the "
                    "@ in an address."
                ),
                params={"domain": domain},
            )


def domains_in(text: str) -> list[str]:
    return [one.lower().lstrip("@") for one in re.split(r"[\s,;]+", text) if one]


def validate_service_minutes(table: Mapping[str, object]) -> None:
    _require_table(table, set(ServiceStep.values), least=1)


def validate_weights(table: Mapping[str, object]) -> None:
    _require_table(table, set(Weight.values), least=0)


def _require_table(table: Mapping[str, object], names: set[str], *, least: float) -> None:
    numbers = [value for value in table.values() if isinstance(value, int | float)]
    if set(table) != names or len(numbers) != len(table) or min(numbers) < least:
        raise ValidationError(_("Enter a number on each line."), code="table")
