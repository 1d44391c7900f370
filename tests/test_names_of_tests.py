"""Names of files of tests that decide how they run."""

from pathlib import Path

TESTS = Path(__file__).parent


def test_a_file_of_races_ends_in_races():
    """By that name it gets its mark (`tests/conftest.py`), and a leg of its own."""
    files = [path for path in TESTS.rglob("test_*.py") if "races" in path.stem]

    assert len(files) > 20
    assert [path for path in files if not path.stem.endswith("_races")] == []
