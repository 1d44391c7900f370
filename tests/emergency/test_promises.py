"""The table in `docs/emergency.md` names a test for each danger: every name has to be one."""

import re
from pathlib import Path

from django.conf import settings

ROOM = Path(settings.BASE_DIR) / "tests" / "emergency"
TABLE = Path(settings.BASE_DIR) / "docs" / "emergency.md"
NAMED = re.compile(r"`(?:(?P<file>[\w/]+\.py)(?:: )?)?(?P<function>test_\w+)?`")
DEFINED = re.compile(r"^def (test_\w+)\(", re.MULTILINE)


def names_in(page):
    """Row by row the file and the function, where only the second is written the file before."""
    for line in page.splitlines():
        if not line.startswith("|"):
            continue
        file = ""
        for found in NAMED.finditer(line.rsplit("|", 2)[1]):
            file = found["file"] or file
            yield file, found["function"] or ""


def is_a_test(file, function):
    """A file with this name, wherever it lies in the room, that has the function."""
    files = [path for path in ROOM.rglob(Path(file).name) if path.as_posix().endswith(f"/{file}")]
    tests = [name for path in files for name in DEFINED.findall(path.read_text())]
    return function in tests if function else bool(tests)


def test_every_test_that_the_table_names_is_there():
    named = list(names_in(TABLE.read_text()))

    assert len(named) > 60
    assert [names for names in named if not is_a_test(*names)] == []


def test_every_danger_of_the_table_names_a_test():
    rows = [line for line in TABLE.read_text().splitlines() if line.startswith("| ")]

    assert [row for row in rows[1:] if not list(names_in(row))] == []


def test_control_a_name_that_rots_is_found():
    page = "| F1 | kept | `actions/test_offers.py: test_nobody_wrote_it`, `test_gone.py` |"

    named = list(names_in(page))

    assert named == [("actions/test_offers.py", "test_nobody_wrote_it"), ("test_gone.py", "")]
    assert not any(is_a_test(*names) for names in named)
