"""The language of the process is one thing, that of the page another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEST = "tests/demo/test_languages.py::test_the_rooms_of_members_say_nothing_in_the_other_language"


@pytest.mark.slow
@pytest.mark.exhaustive  # tests/test_languages.py finds such sentences without drawing a page
def test_pages_in_english_are_english_in_a_process_that_speaks_french():
    """In a child: what is said while modules are imported is said in the language at that time."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{TEST}[en]"]
    settings = {"DJANGO_SETTINGS_MODULE": "tests.demo.french_settings"}
    surroundings = os.environ | settings | {"TEST_LEG": "french"}  # a database of its own
    surroundings.pop("PYTEST_XDIST_WORKER", None)
    surroundings.pop("DATABASE_URL", None)

    child = subprocess.run(
        [*words, "--ds", settings["DJANGO_SETTINGS_MODULE"], "--create-db"],
        cwd=Path(__file__).parents[2],
        env=surroundings,
        capture_output=True,
        text=True,
    )

    assert "1 passed" in child.stdout, child.stdout[-4000:]
