"""System checks: the street map can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from commons.geography.selectors.street_map import StreetMapError, read_street_map


@register()
def check_street_map(**_options: Any) -> list[CheckMessage]:
    """Error if the file that is set is missing, or isn't a PMTiles file with streets."""
    if not settings.GEOGRAPHY_STREET_MAP:
        return []
    try:
        read_street_map(Path(settings.GEOGRAPHY_STREET_MAP))
    except StreetMapError as error:
        hint = "Set another file, or none: docs/operations.md, section “Street map”."
        return [Error(f"GEOGRAPHY_STREET_MAP: {error}", hint=hint, id="geography.E001")]
    return []
