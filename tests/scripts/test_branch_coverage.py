"""What of the branches was taken is counted by app and by layer, and too little fails."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scripts import branch_coverage
from scripts.branch_coverage import Module
from scripts.machine import ROOT

ACTIONS = "hosting/requests/actions/proposals.py"
RULES = "hosting/requests/rules.py"


@pytest.mark.parametrize(
    ("path", "app", "layer"),
    [
        pytest.param(ACTIONS, "hosting.requests", "actions", id="actions"),
        pytest.param(RULES, "hosting.requests", "rules", id="rules"),
        pytest.param(
            "travel_stories/trips/selectors/seats.py",
            "travel_stories.trips",
            "selectors",
            id="travel-stories-trips",
        ),
        ("ui/forms.py", "ui", "forms"),
    ],
)
def test_module_knows_its_app_and_its_layer(path, app, layer):
    module = Module(path, 0, 0)

    assert (module.app, module.layer) == (app, layer)


def test_share_counts_branches_and_not_modules():
    modules = [Module(ACTIONS, 90, 90), Module(RULES, 10, 0)]

    assert (branch_coverage.share(modules), branch_coverage.share([])) == (90, None)


def test_table_has_a_line_for_each_app_and_one_for_all():
    modules = [
        Module(ACTIONS, 8, 6),
        Module(RULES, 2, 2),
        Module("emergency/intake/forms/roof.py", 10, 9),
        Module("search/saved/selectors.py", 0, 0),
    ]

    lines = [line.split("  ") for line in branch_coverage.table(modules)]

    words = [[word.strip() for word in line if word.strip()] for line in lines]
    assert words == [
        ["actions", "rules", "selectors", "forms", "all", "branches"],
        ["emergency.intake", "–", "–", "–", "90 %", "90 %", "10"],
        ["hosting.requests", "75 %", "100 %", "–", "–", "80 %", "10"],
        ["search.saved", "–", "–", "–", "–", "–", "0"],
        ["all apps", "75 %", "100 %", "–", "90 %", "85 %", "20"],
    ]


def test_below_line_names_app_and_layer_with_what_is_missing(monkeypatch):
    monkeypatch.setattr(branch_coverage, "LINE", 90)
    modules = [
        Module(ACTIONS, 10, 8, ((3, 5), (7, -1))),
        Module(RULES, 2, 2),
        Module("emergency/intake/forms/roof.py", 10, 9, ((1, 2),)),
    ]

    assert list(branch_coverage.below_line(modules)) == [
        "actions: 80.0 % of the branches, and not 90 %",
        f"    {ACTIONS}  8 of 10: 3 → 5, 7 → 0",
        "hosting.requests: 83.3 % of the branches, and not 90 %",
        f"    {ACTIONS}  8 of 10: 3 → 5, 7 → 0",
    ]


def test_patterns_are_what_coverage_measures():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["coverage"]["run"]

    assert sorted(settings["include"]) == sorted(branch_coverage.PATTERNS)
    assert settings["branch"] is True


@pytest.mark.parametrize(
    ("words", "packages"),
    [
        (["-x"], []),
        (["tests/hosting"], ["hosting"]),
        (["tests/hosting/notes/actions", "-k", "erase"], ["hosting.notes"]),
        (["tests/hosting/notes/test_races.py::test_one"], ["hosting.notes"]),
    ],
)
def test_mirrored_is_the_app_of_the_tests(words, packages):
    assert branch_coverage.mirrored(words) == packages


@pytest.mark.parametrize(
    ("packages", "is_in"),
    [([], True), (["hosting"], True), (["hosting.requests"], True), (["hosting.req"], False)],
)
def test_module_is_in_a_package_by_whole_names(packages, is_in):
    assert Module(RULES, 0, 0).is_in(packages) is is_in


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """A repository of one module with two branches, of which the run took one."""
    module = tmp_path / "hosting/requests/rules.py"
    module.parent.mkdir(parents=True)
    module.write_text("def is_old(age):\n    if age > 99:\n        return True\n    return False\n")
    unread = tmp_path / "hosting/requests/forms.py"
    unread.write_text("def clean(word):\n    if word:\n        return word\n    return None\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.coverage.run]\nbranch = true\ninclude = ["*/*/rules.py", "*/*/forms.py"]\n'
    )
    program = "from hosting.requests.rules import is_old; is_old(3)"
    command = [sys.executable, "-m", "coverage", "run", "--data-file=data", "-c", program]
    (tmp_path / "run.py").write_text(program)
    command = [*command[:-2], "run.py"]
    subprocess.run(command, cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(branch_coverage, "ROOT", tmp_path)
    monkeypatch.setattr(branch_coverage, "CONFIGURATION", tmp_path / "pyproject.toml")
    return tmp_path / "data"


def test_read_modules_counts_what_no_test_imports_too(measured):
    assert branch_coverage.read_modules(measured) == [
        Module("hosting/requests/forms.py", 2, 0, ((2, 3), (2, 4))),
        Module("hosting/requests/rules.py", 2, 1, ((2, 3),)),
    ]


@pytest.fixture
def no_tests(monkeypatch, tmp_path):
    """The tests themselves end at once, as well as can be."""
    ran = []

    def run(command, **options):
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(branch_coverage.subprocess, "run", run)
    monkeypatch.setattr(branch_coverage.debian, "require", lambda *needs: None)
    monkeypatch.setattr(branch_coverage.messages, "compile_all", lambda: None)
    monkeypatch.setattr(branch_coverage, "stop_on_signals", lambda: None)
    monkeypatch.setattr(branch_coverage, "DATA", tmp_path / "data")
    monkeypatch.setattr("scripts.run_tests.RESULTS", tmp_path)
    return ran


@pytest.mark.parametrize(("taken", "status"), [(9, 0), (8, 1)])
def test_main_fails_below_the_line(monkeypatch, no_tests, capsys, taken, status):
    monkeypatch.setattr(branch_coverage, "read_modules", lambda data: [Module(RULES, 10, taken)])

    assert branch_coverage.main([]) == status
    assert ("hosting.requests: 80.0 %" in capsys.readouterr().out) is bool(status)


def test_main_judges_no_part_of_the_tests(monkeypatch, no_tests, capsys):
    other = Module("search/saved/forms.py", 10, 5, ((1, 2),))
    modules = [Module(RULES, 10, 5, ((3, 4),)), Module(ACTIONS, 10, 10), other]
    monkeypatch.setattr(branch_coverage, "read_modules", lambda data: modules)

    status = branch_coverage.main(["tests/hosting/requests"])

    assert status == 0
    assert capsys.readouterr().out == f"{RULES}  5 of 10: 3 → 4\n"
    assert "tests" not in no_tests[0]
    assert Path(no_tests[0][-1]) == Path("tests/hosting/requests")
