"""Causes, interests and needs that a new site begins with; no model is imported here."""

import json
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parents[1] / "data" / "terms.json"


@cache
def term_lists() -> dict[str, list[dict[str, str]]]:
    """By `causes`, `interests` and `needs`: each term with `slug`, `fr` and `en`, in order."""
    lists: dict[str, list[dict[str, str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return lists
