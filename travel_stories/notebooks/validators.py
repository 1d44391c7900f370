"""Ranges of documents."""

from __future__ import annotations

from typing import Final

MOST_DOCUMENTS: Final = 100
