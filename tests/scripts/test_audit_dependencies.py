"""An audit that could ask nothing has not passed."""

import subprocess

import pytest

from scripts import audit_dependencies
from scripts.audit_dependencies import ask, faults, summary
from scripts.cli import RefusalError

SOUND = {"name": "django", "version": "6.1.3", "vulns": []}
SKIPPED = {"name": "wagtail", "skip_reason": "Dependency not found on PyPI"}
FLAWED = {
    "name": "pillow",
    "version": "13.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["13.1"]}],
}


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_faults_is_content_when_every_package_was_answered():
    assert list(faults([SOUND], {"django"})) == []
    assert summary([SOUND], {"django"}) == "1 of 1 packages audited, 0 skipped, 0 vulnerabilities."


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ([SOUND, SKIPPED], "wagtail: skipped (Dependency not found on PyPI)"),
        ([SOUND, {"name": "wagtail", "version": "8", "vulns": []}, FLAWED], "PYSEC-2026-1"),
        ([SOUND], "wagtail: no answer"),
    ],
    ids=["skipped", "flawed", "missing"],
)
def test_faults_names_each_package_that_is_not_sound(answers, fault):
    (line,) = faults(answers, {"django", "wagtail"})

    assert fault in line


def test_ask_refuses_where_nobody_could_be_asked(tmp_path, monkeypatch):
    def run(command, **options):
        return subprocess.CompletedProcess(command, 0, stdout="", stderr="no network")

    monkeypatch.setattr(audit_dependencies.subprocess, "run", run)
    monkeypatch.setattr(audit_dependencies, "find_uv", lambda: "uv")

    with pytest.raises(RefusalError, match="nothing was audited"):
        ask(tmp_path)
