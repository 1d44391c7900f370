"""Notices about the forms that come in."""

from __future__ import annotations

from typing import Final

MAIL: Final = "emergency_intake/email/"
FLOODED: Final = f"{MAIL}flooded.txt"
