"""Notices about what was counted."""

from __future__ import annotations

from typing import Final

MAIL: Final = "emergency_figures/email/"
DAILY_REPORT: Final = f"{MAIL}daily_report.txt"
