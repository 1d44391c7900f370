"""Every check runs, whatever the one before it said."""

import sys

import pytest

from scripts import lint
from scripts.lint import Check

GOOD = Check("good", (sys.executable, "-c", "print('nobody reads this')"))
BAD = Check("bad", (sys.executable, "-c", "import sys; print('line 3 is wrong'); sys.exit(1)"))


@pytest.fixture(autouse=True)
def _nothing_to_install(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(lint.debian, "require", lambda *needs: None)
    monkeypatch.setattr(lint, "install_from_npm", lambda: None)


def test_main_runs_what_follows_a_failure_and_names_what_to_mend(monkeypatch, capsys):
    monkeypatch.setattr(lint, "checks", lambda: [BAD, GOOD])

    status = lint.main()

    shown = capsys.readouterr().out
    assert status == 1
    assert "FAIL bad" in shown
    assert "line 3 is wrong" in shown
    assert "ok   good" in shown
    assert "nobody reads this" not in shown
    assert shown.endswith("To mend: bad\n")


def test_main_is_content_when_every_check_is(monkeypatch, capsys):
    monkeypatch.setattr(lint, "checks", lambda: [GOOD])

    assert lint.main() == 0
    assert "FAIL" not in capsys.readouterr().out


def test_checks_cover_what_the_project_promises():
    assert [check.name for check in lint.checks()] == [
        "ruff",
        "ruff format",
        "layers",
        "types",
        "templates",
        "template format",
        "css and js",
        "image",
        "services",
        "migrations",
        "messages",
        "lock file",
    ]
