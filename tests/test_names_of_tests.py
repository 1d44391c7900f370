"""Names of files of tests that decide how they run, and how long the name of a test may be."""

from pathlib import Path

import pytest

from tests import collected

TESTS = Path(__file__).parent


def test_a_file_of_races_ends_in_races():
    """By that name it gets its mark (`tests/conftest.py`), and a leg of its own."""
    files = [path for path in TESTS.rglob("test_*.py") if "races" in path.stem]

    assert len(files) > 20
    assert [path for path in files if not path.stem.endswith("_races")] == []


@pytest.mark.parametrize("case", ["", "[with-a-case]"])
def test_a_run_with_a_name_of_71_characters_does_not_begin(case):
    longest = "test_".ljust(collected.LONGEST_NAME - len(case), "a") + case
    collected.refuse_long_names([longest])

    with pytest.raises(pytest.UsageError, match=r"more than 70 characters: \['test_"):
        collected.refuse_long_names([longest, f"{longest}b"])


def test_a_name_of_70_characters_may_be_escaped_again_and_again():
    name = "test_".ljust(collected.LONGEST_NAME - 6, "a") + r"[\xe9]"

    collected.refuse_long_names([name, name.replace("\\", "\\" * 8)])
