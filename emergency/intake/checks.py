"""System checks: each type of form becomes something."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from emergency.intake.choices import IntakeType
from emergency.intake.registries import MAKERS


@register()
def check_makers(**_options: Any) -> list[CheckMessage]:
    """Error for each type of form that no app makes anything of."""
    return [
        Error(f"No app handles the form “{intake_type}”.", id="emergency.E002")
        for intake_type in IntakeType
        if intake_type not in MAKERS
    ]
