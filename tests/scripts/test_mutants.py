"""Faults are planted in a copy, in code alone, and one that no test sees is counted."""

from pathlib import Path

import pytest

from scripts import mutants
from scripts.cli import RefusalError
from scripts.mutants import PARTS, Part, Score, faults_in, score, silent_lines

CODE = '''
def is_free(first: int | None, last: int) -> bool | None:
    """Is 1 < 2?"""
    return first < last
'''
CHECKED = "from rule import is_free\ndef test(): assert is_free(1, 2) and not is_free(2, 2)\n"
LAX = "from rule import is_free\ndef test(): assert is_free(1, 2)\n"


@pytest.fixture
def part(tmp_path, monkeypatch):
    """A rule of one line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(mutants, "LONGEST", 60)
    monkeypatch.setattr(mutants, "test_command", lambda part: f"{mutants.sys.executable} check.py")
    Path("rule.py").write_text(CODE)
    return Part("rule", ("rule.py",), ())


def test_faults_in_looks_at_code_and_not_at_types(part):
    assert [fault.operator_name for fault in faults_in(Path("rule.py"))] == [
        "core/ReplaceComparisonOperator_Lt_LtE"
    ]
    assert len(silent_lines(CODE)) == 3


@pytest.mark.parametrize(("tests", "seen"), [(CHECKED, 1), (LAX, 0)], ids=["checked", "lax"])
def test_score_counts_what_the_tests_see(part, capsys, tests, seen):
    Path("check.py").write_text(f"{tests}test()\n")

    assert score(part, sample=5, seed=1) == Score("rule", seen, 1)
    assert Path("rule.py").read_text() == CODE
    assert ("+    return first <= last" in capsys.readouterr().out) is (seen == 0)


def test_score_refuses_tests_that_fail_anyway(part):
    Path("check.py").write_text("raise SystemExit(1)\n")

    with pytest.raises(RefusalError):
        score(part, sample=5, seed=1)


def test_parts_name_modules_and_tests_that_are_there():
    missing = [
        path
        for part in PARTS
        for path in (*part.modules, *part.tests)
        if not (mutants.ROOT / path).exists()
    ]

    assert missing == []
    assert Score("x", 17, 20).percent == mutants.WANTED
