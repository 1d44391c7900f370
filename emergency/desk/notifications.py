"""Notices about what must always hold."""

from __future__ import annotations

from typing import Final

MAIL: Final = "emergency_desk/email/"
SOMETHING_WRONG: Final = f"{MAIL}something_wrong.txt"
