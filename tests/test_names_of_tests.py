"""Names of files of tests that decide how they run, and how long the name of a test may be."""

from pathlib import Path

import pytest

from tests import collected

TESTS = Path(__file__).parent
LONGEST = 70  # characters, of function and case


def too_long(names):
    return sorted({name for name in names if len(name) > LONGEST})


def test_a_file_of_races_ends_in_races():
    """By that name it gets its mark (`tests/conftest.py`), and a leg of its own."""
    files = [path for path in TESTS.rglob("test_*.py") if "races" in path.stem]

    assert len(files) > 20
    assert [path for path in files if not path.stem.endswith("_races")] == []


def test_a_name_has_at_most_70_characters(request):
    """With its case, in everything that was collected: also what this run leaves out."""
    assert too_long(request.config.stash[collected.NAMES]) == []


@pytest.mark.parametrize("case", ["", "[with-a-case]"])
def test_control_a_longer_name_is_found(case):
    longest = "test_".ljust(LONGEST - len(case), "a") + case

    assert too_long([longest, f"{longest}b"]) == [f"{longest}b"]
