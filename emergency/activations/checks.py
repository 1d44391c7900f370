"""System checks: an emergency without what is registered with it would close over people."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from emergency.activations.registries import LIVE_STAYS, OPEN_CASES, PERIMETERS


@register()
def check_registries(**_options: Any) -> list[CheckMessage]:
    """Error where nobody registered perimeters, open cases or stays."""
    registries = {"perimeters": PERIMETERS, "open cases": OPEN_CASES, "live stays": LIVE_STAYS}
    return [
        Error(f"No app has registered {name} for emergencies.", id="emergency.E001")
        for name, registered in registries.items()
        if not registered
    ]
