"""Unit tests of scripts (tests/ui/js), run by the Node that Playwright brings."""

import subprocess
from pathlib import Path

import pytest

from scripts.lint import NODE

UNITS = sorted((Path(__file__).parent / "js").glob("*.test.js"))


def run_units(path):
    command = [NODE, "--test", "--test-reporter=spec", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", UNITS, ids=[path.name for path in UNITS])
def test_units_of_scripts_hold(path):
    ran = run_units(path)

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_units_of_scripts_can_fail(tmp_path):
    """The control: what a wrong expectation comes to."""
    wrong = tmp_path / "wrong.test.js"
    wrong.write_text('require("node:test").test("wrong", () => { throw new Error("seen"); });')

    ran = run_units(wrong)

    assert ran.returncode == 1
    assert "seen" in ran.stdout
