"""Tables of the documentation name a test for each danger: every name has to be one."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

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
PROMISE = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)
PROMISED = re.compile(r"`(?P<file>[\w/]+\.py)?::(?P<function>\w+)`")
DRILL = re.compile(r"`make (?:drill-\w+|load)`")
COMMAND = re.compile(r"`(?:make|python manage\.py) ([\w-]+)(?: BENCH=(\w+))?")


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
    files = [path for path in files_of(room) if path.as_posix().endswith(f"/{file}")]
    tests = [name for path in files for name in defined_in(path)]
    return function in tests if function else bool(tests)


@cache
def files_of(room):
    """Every source file of the room."""
    return tuple(room.rglob("*.py"))


@cache
def defined_in(path):
    """The names of all tests in a file."""
    return tuple(DEFINED.findall(path.read_text()))


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


def promises_of(page):
    """Number and cells of each line of promises.md."""
    return [(int(number), cells.split(" | ")) for number, cells in PROMISE.findall(page)]


def proofs_in(cell):
    """The path below tests/ and the function, where only the second is written the path before."""
    file = ""
    for found in PROMISED.finditer(cell):
        file = found["file"] or file
        yield file, found["function"]


def is_defined(file, function):
    path = TESTS / file
    return path.is_file() and function in defined_in(path)


def is_accounted_for(cells):
    """Has a test or a drill, or says in a sentence what is missing."""
    _promise, proof, _control, _figure, missing = cells
    return bool(list(proofs_in(proof)) or DRILL.search(proof) or re.search(r"\w .*\.$", missing))


@pytest.fixture(scope="module")
def promises():
    return promises_of((DOCS / "promises.md").read_text())


def test_promises_are_numbered_from_1_to_41(promises):
    assert [number for number, _cells in promises] == list(range(1, 42))


def test_every_test_that_a_promise_names_is_there(promises):
    named = [names for _number, cells in promises for cell in cells for names in proofs_in(cell)]

    assert len(named) > 200
    assert [names for names in named if not is_defined(*names)] == []


def test_every_promise_says_what_proves_it_or_what_is_missing(promises):
    assert [number for number, cells in promises if not is_accounted_for(cells)] == []


def test_every_command_that_a_promise_names_is_there(promises):
    root = Path(settings.BASE_DIR)
    targets = re.findall(r"^([\w-]+):", (root / "Makefile").read_text(), re.MULTILINE)
    known = {*targets, *get_commands()}
    named = COMMAND.findall(" ".join(cell for _number, cells in promises for cell in cells))

    assert len(named) > 20
    assert {command for command, _bench in named} - known == set()
    assert [one for _, one in named if one and not (root / "bench" / f"{one}.py").exists()] == []


@pytest.mark.parametrize(
    ("cells", "tests", "is_enough"),
    [
        (["x", "nothing yet", "none", "Not measured.", ""], [], False),
        (["x", "nothing yet", "none", "Not measured.", "Not built."], [], True),
        (["x", "`make drill-faults`", "none", "", ""], [], True),
        (["x", "`a/test_b.py::test_c`, `::test_d`", "none", "", ""], ["test_c", "test_d"], True),
    ],
    ids=["nothing", "sentence", "drill", "gone"],
)
def test_control_a_promise_without_proof_is_found(cells, tests, is_enough):
    named = list(proofs_in(cells[1]))

    assert promises_of(f"| 7 | {' | '.join(cells)} |") == [(7, cells)]
    assert named == [("a/test_b.py", test) for test in tests]
    assert not any(is_defined(*names) for names in named)
    assert is_accounted_for(cells) == is_enough


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_links_of_page(page):
    links = LINK.findall(page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
