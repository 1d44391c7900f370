"""What is left out of a run is run by another command."""

import os
import subprocess
import sys

import pytest

from scripts import run_tests
from scripts.machine import ROOT
from tests.exhaustive import IS_EXHAUSTIVE, size

ONE_OF_THEM = (
    "tests/test_database_template.py::test_the_template_is_what_migrations_make_of_nothing"
)


def collected(exhaustive):
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "slow"]
    ran = subprocess.run(
        [*command, ONE_OF_THEM],
        cwd=ROOT,
        env=os.environ | {"TEST_EXHAUSTIVE": exhaustive},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.splitlines()


@pytest.mark.slow
def test_what_is_one_of_many_is_collected_where_all_is_asked_for():
    assert ONE_OF_THEM in collected("1")
    assert ONE_OF_THEM not in collected("0")


def test_size_is_that_of_this_run():
    assert size("short", exhaustive="all") == ("all" if IS_EXHAUSTIVE else "short")


def test_exhaustive_is_said_to_the_legs(monkeypatch):
    monkeypatch.setenv("TEST_EXHAUSTIVE", "0")
    began = []
    monkeypatch.setattr(run_tests, "main", lambda *words, **_: began.append(words) or 0)

    run_tests.run_from_shell(["--exhaustive", "lives"])

    assert os.environ["TEST_EXHAUSTIVE"] == "1"
    assert began == [(["lives"], run_tests.LONGEST_EXHAUSTIVE_RUN)]
