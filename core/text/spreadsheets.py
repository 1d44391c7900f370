"""CSV that people open in a spreadsheet."""

from __future__ import annotations

import re
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"  # or spreadsheets take it for another encoding
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
# A spreadsheet may split at another sign than ours, whatever the file says.
BEHIND_SEPARATOR: Final = re.compile(r"[;,\t\r\n](?:[^\S\t\r\n]|[\"'])*(?=[=+\-@|%])")


def escape_formula(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it as a formula.

    Spaces before the sign don't hide it, nor does what a spreadsheet takes for the end of a cell
    (OWASP, CSV injection). A number below nothing becomes text as well.
    """
    words = cell.lstrip()
    is_formula = cell.startswith(FORMULA_SIGNS) or words.startswith(FORMULA_SIGNS)
    before = cell[: len(cell) - len(words)]
    cell = before + BEHIND_SEPARATOR.sub(r"\g<0>'", words)
    return f"'{cell}" if is_formula else cell
