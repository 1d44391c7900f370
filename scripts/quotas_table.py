"""The table of quotas in docs/operations.md, made from the setting QUOTAS.

`python -m scripts.quotas_table` writes it anew; a test says when it is out of date.
"""

import os
import sys
from datetime import timedelta
from typing import Final

import django
from django.utils.translation import override

from config.settings.quotas import QUOTAS
from core.quotas.table import Quota
from scripts.machine import ROOT

PAGE: Final = ROOT / "docs" / "operations.md"
BEGIN: Final = "<!-- quotas: python -m scripts.quotas_table -->\n"
END: Final = "<!-- end of quotas -->\n"
UNITS: Final = (
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)


def table() -> str:
    """Markdown, with a row for each."""
    with override("en"):
        rows = [row_of(name, quota) for name, quota in QUOTAS.items()]
    head = ["| quota | at most | within | counted by |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def row_of(name: str, quota: Quota) -> str:
    what = str(quota.what % {"most": quota.most}).replace(str(quota.most), f"{quota.most:,}", 1)
    return f"| `{name}` | {what} | {period_of(quota.within)} | {quota.counted} |"


def period_of(within: timedelta | None) -> str:
    if within is None:
        return "at the same time"
    unit, name = next(pair for pair in UNITS if within % pair[0] == timedelta())
    number = within // unit
    return f"{number} {name}{'s' if number > 1 else ''}"


def written(page: str) -> str:
    """The page with its table made anew."""
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    PAGE.write_text(written(PAGE.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
