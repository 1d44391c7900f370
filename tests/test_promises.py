"""Tables of the documentation name a test for each danger: every name has to be one."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"
DOCS = Path(settings.BASE_DIR) / "docs"
TABLES = [
    ("emergency.md", TESTS, 60),
    ("refusals.md", TESTS, 90),
    ("workshop.md", TESTS, 8),
]
NAMED = re.compile(r"`(?:(?P<file>[\w/]+\.py)(?:: )?)?(?P<function>test_\w+)?`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
DEFINED = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


def rows_of(page):
    """The rows of all tables, without the names and rules of their columns."""
    lines = page.splitlines()
    return [
        line
        for line, following in pairwise([*lines, ""])
        if line.startswith("| ") and not following.startswith("|---")
    ]


def names_in(row):
    """The file and the function, where only the second is written the file before."""
    file = ""
    for found in NAMED.finditer(row.rsplit("|", 2)[1]):
        file = found["file"] or file
        yield file, found["function"] or ""


def is_a_test(room, file, function):
    """A file with this name, wherever it lies in the room, that has the function."""
    files = [path for path in room.rglob(Path(file).name) if path.as_posix().endswith(f"/{file}")]
    tests = [name for path in files for name in DEFINED.findall(path.read_text())]
    return function in tests if function else bool(tests)


@pytest.mark.parametrize(("page", "room", "least"), TABLES)
def test_every_test_that_a_table_names_is_there(page, room, least):
    named = [names for row in rows_of((DOCS / page).read_text()) for names in names_in(row)]

    assert len(named) > least
    assert [names for names in named if not is_a_test(room, *names)] == []


@pytest.mark.parametrize("page", [table[0] for table in TABLES])
def test_every_danger_of_a_table_names_a_test(page):
    rows = rows_of((DOCS / page).read_text())

    assert [row for row in rows if not list(names_in(row))] == []


def test_control_a_name_that_rots_is_found():
    row = "| F1 | kept | `actions/test_offers.py: test_nobody_wrote_it`, `test_gone.py` |"

    named = list(names_in(row))

    assert named == [("actions/test_offers.py", "test_nobody_wrote_it"), ("test_gone.py", "")]
    assert not any(is_a_test(TESTS, *names) for names in named)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_links_of_page(page):
    links = LINK.findall(page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
