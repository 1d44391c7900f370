"""How uv and Python are found, brought or refused, without touching the machine."""

import shutil
import subprocess
import sys

import pytest

from scripts import environment
from scripts.cli import RefusalError
from scripts.machine import DiskFullError


@pytest.fixture(autouse=True)
def _on_a_bare_machine(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setattr(environment, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / "venv" / "hirondelle-ready")
    monkeypatch.setattr(shutil, "which", lambda name: None)


@pytest.fixture
def programs(monkeypatch):
    """What was run, and what each first word answers: (status, words)."""
    ran, answers = [], {}

    def run(command, **options):
        ran.append(list(command))
        status, words = answers.get(command[0], (0, ""))
        return subprocess.CompletedProcess(command, status, words, words)

    monkeypatch.setattr(environment.subprocess, "run", run)
    return ran, answers


def make_ready(purpose):
    (environment.VENV / "bin").mkdir(parents=True)
    (environment.VENV / "bin" / "python").touch()
    environment.STAMP.write_text(environment._wanted(purpose))


def test_find_uv_takes_the_one_on_the_path(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    assert environment.find_uv() == "/usr/bin/uv"


def test_find_uv_takes_our_own_copy(programs):
    ours = environment.TOOLS / "bin" / "uv"
    ours.parent.mkdir(parents=True)
    ours.touch()

    assert environment.find_uv() == str(ours)
    assert programs[0] == []


def test_find_uv_says_in_one_sentence_that_no_way_worked(programs):
    _, answers = programs
    answers |= dict.fromkeys((sys.executable, "apt-get", "curl"), (1, ""))

    with pytest.raises(RefusalError) as refusal:
        environment.find_uv()

    assert str(refusal.value) == (
        "uv couldn’t be installed. Install it, or the package python3-venv, and try again."
    )


def test_find_uv_says_that_the_disk_is_full(programs):
    _, answers = programs
    answers[sys.executable] = (1, "No space left on device")

    with pytest.raises(DiskFullError):
        environment.find_uv()


def test_find_python_takes_a_fitting_one_of_the_machine(programs):
    ran, answers = programs
    answers["uv"] = (0, "/usr/bin/python3.13\n")

    assert environment.find_python("uv") == "/usr/bin/python3.13"
    assert len(ran) == 1


def test_find_python_says_in_one_sentence_that_none_fits(programs):
    ran, answers = programs
    answers["uv"] = (2, "")

    with pytest.raises(RefusalError) as refusal:
        environment.find_python("uv")

    assert str(refusal.value) == (
        "No suitable Python found. "
        "Hirondelle needs 3.12, 3.13 or 3.14, and none could be downloaded."
    )
    assert ["uv", "python", "install", "3.13"] in ran


@pytest.mark.parametrize(
    ("answer", "named"), [("3 11", "3.11"), ("3 15", "3.15"), ("2 7", "2.7"), ("what?", "?")]
)
def test_find_python_refuses_an_unfit_one_that_was_named(monkeypatch, programs, answer, named):
    monkeypatch.setenv("PYTHON", "/opt/python")
    programs[1]["/opt/python"] = (0, answer)

    with pytest.raises(RefusalError) as refusal:
        environment.find_python("uv")

    assert str(refusal.value) == (
        f"PYTHON=/opt/python is Python {named}; Hirondelle needs 3.12, 3.13 or 3.14."
    )


def test_find_python_takes_a_fitting_one_that_was_named(monkeypatch, programs):
    monkeypatch.setenv("PYTHON", "/opt/python")
    programs[1]["/opt/python"] = (0, "3 14")

    assert environment.find_python("uv") == "/opt/python"


@pytest.mark.parametrize(
    ("installed", "asked", "ready"),
    [
        ("demo", "demo", True),
        ("work", "demo", True),
        ("work", "work", True),
        ("demo", "work", False),
    ],
)
def test_is_ready_knows_what_was_installed(installed, asked, ready):
    make_ready(installed)

    assert environment.is_ready(asked) is ready


def test_is_ready_doubts_another_lock_file(monkeypatch, tmp_path):
    make_ready("work")
    (tmp_path / "uv.lock").write_text("other")
    (tmp_path / "pyproject.toml").write_text("other")
    monkeypatch.setattr(environment, "ROOT", tmp_path)

    assert environment.is_ready("work") is False


def test_install_that_fails_leaves_nothing_that_looks_ready(programs, capsys):
    programs[1]["uv"] = (1, "error: no route to host")

    with pytest.raises(RefusalError, match=r"^uv couldn’t install the packages"):
        environment.install("uv", "python", "demo")

    assert environment.is_ready("demo") is False
    assert "no route to host" in capsys.readouterr().err


def test_install_says_that_the_disk_is_full(programs):
    programs[1]["uv"] = (1, "failed to write: No space left on device (os error 28)")

    with pytest.raises(DiskFullError):
        environment.install("uv", "python", "demo")


def test_main_reuses_what_is_ready_without_any_program(programs):
    make_ready("work")

    environment.main("work")

    assert programs[0] == []
