"""Every date that people read is written by core/text/formatting.py, which holds the rule."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = [
    *("core", "ui", "commons", "hosting", "search"),
    *("travel_stories", "emergency", "cms", "config"),
]
# What programs read; a month, which has no day to name.
FOR_MACHINES = re.compile(r'\|date:"(?:c|Y-m|Y-m-d|Y-m-d\\TH:i:s\.uO|F Y)"')
DATE_FILTER = re.compile(r"\|date\b")
DATE_FORMATS = re.compile(
    r"\b(?:SHORT_)?(?:DATE|DATETIME|MONTH_DAY)_FORMAT\b|\bstrftime\(\"%[aAdB]"
)
OWN_FORMATS = ROOT / "core" / "formats"
TYPED = ROOT / "ui" / "form_errors.py"  # an example of how a date is typed


def files_of(pattern):
    for package in PACKAGES:
        yield from (ROOT / package).rglob(pattern)


def test_no_template_writes_a_date_by_itself():
    templates = [
        path for ending in ("html", "txt", "xhtml") for path in files_of(f"templates/**/*.{ending}")
    ]

    wrong = [
        str(path.relative_to(ROOT))
        for path in templates
        if DATE_FILTER.search(FOR_MACHINES.sub("", path.read_text()))
        or "DATE_FORMAT" in path.read_text()
    ]

    assert len(templates) > 500
    assert wrong == []


def test_no_module_writes_a_date_by_itself():
    modules = [
        path for path in files_of("*.py") if OWN_FORMATS not in path.parents and path != TYPED
    ]

    wrong = [
        str(path.relative_to(ROOT)) for path in modules if DATE_FORMATS.search(path.read_text())
    ]

    assert len(modules) > 500
    assert wrong == []


def test_no_script_writes_a_date_by_itself():
    scripts = list((ROOT / "ui" / "static" / "js").rglob("*.js"))

    writing = re.compile(
        r"toLocale(?:Date|Time)?String\([^)]*date|DateTimeFormat|dateStyle", re.IGNORECASE
    )
    wrong = [path.name for path in scripts if writing.search(path.read_text())]

    assert wrong == ["dates.js"]
