"""Every test runs, and runs once on each database: what the legs collect is what there is."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from scripts.machine import ROOT
from scripts.run_tests import LEGS
from scripts.services import Running

pytestmark = pytest.mark.slow
NOWHERE = Running("/nowhere", "secret", 1, 2)  # collecting asks no server


def collect(environment, selections, answer):
    """The ids that pytest collects with each of these lists of options, through a file."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.scripts.collecting", answer],
        cwd=ROOT,
        env=environment,
        input=json.dumps(selections),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    return json.loads(answer.read_text())


def test_the_legs_of_a_database_lose_no_test_and_run_none_twice(tmp_path):
    run, there_are, times = set(), set(), Counter()
    for vendor in (True, False):
        legs = [leg for leg in LEGS if leg.on_postgresql == vendor]
        selections = [["-m", leg.marked, *leg.collected()] for leg in legs]
        *by_leg, all_ids = collect(
            legs[0].environment(NOWHERE), [*selections, ["-m", ""]], tmp_path / "collected.json"
        )
        run |= set().union(*by_leg)
        there_are |= set(all_ids)
        times.update((vendor, name) for ids in by_leg for name in ids)

    assert run == there_are
    assert [name for name, runs in times.items() if runs > 1] == []
