"""What is missing is installed by root, or named, and never passed over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import debian
from scripts.cli import RefusalError, run_command
from scripts.debian import Need

HAVE = Need(("have",), lambda: Path("/usr/bin/have"))
LACK = Need(("lack", "lack-more"), lambda: None)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def ran(monkeypatch):
    """What was run to bring something, without the words that ask apt-get for patience."""
    commands = []

    def run(command):
        commands.append(" ".join(command).replace(" -q -y -o DPkg::Lock::Timeout=300", ""))

    monkeypatch.setattr(debian, "_quietly", run)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    return commands


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)


@pytest.fixture
def as_somebody(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)


@pytest.fixture
def apt_knows(monkeypatch):
    """A function that says what `apt-cache policy` answers, whatever it is asked."""

    def answer(text):
        answered = subprocess.CompletedProcess([], 0, stdout=text)
        monkeypatch.setattr(debian.subprocess, "run", lambda *_, **__: answered)

    return answer


def test_require_asks_nobody_when_all_is_there(ran):
    debian.require(HAVE)

    assert ran == []


def test_require_names_what_is_missing_to_whoever_is_not_root(as_somebody, ran):
    with pytest.raises(RefusalError) as refusal:
        debian.require(HAVE, LACK)

    assert str(refusal.value) == (
        "Missing packages: lack lack-more. Install them with: sudo apt-get install lack lack-more"
    )
    assert ran == []


def test_require_installs_as_root_and_refuses_when_that_did_not_help(as_root, ran):
    with pytest.raises(RefusalError, match=r"^Missing packages: lack lack-more"):
        debian.require(HAVE, LACK)

    assert ran == ["apt-get update", "apt-get install --no-install-recommends lack lack-more"]


def test_require_goes_on_when_root_could_install(as_root, ran):
    brought = Need(("brought",), lambda: Path("/usr/bin/brought") if ran else None)

    debian.require(brought)

    assert ran == ["apt-get update", "apt-get install --no-install-recommends brought"]


DEBIAN = "chromium:\n  Installed: (none)\n  Candidate: 156.0-1\n  Version table:\n"
VIRTUAL = "chromium:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n"
UNKNOWN = ""
BROWSER = Need(("chromium",), lambda: None, otherwise=("-m", "playwright", "install"))


def test_require_takes_the_package_where_the_system_has_it(as_root, ran, apt_knows):
    apt_knows(DEBIAN)

    with pytest.raises(RefusalError, match=r"with: sudo apt-get install lack lack-more chromium$"):
        debian.require(LACK, BROWSER)

    assert ran == [
        "apt-get update",
        "apt-get install --no-install-recommends lack lack-more chromium",
    ]


@pytest.mark.parametrize("answer", [pytest.param(VIRTUAL, id="virtual"), UNKNOWN])
def test_require_asks_apt_for_nothing_it_lacks(as_root, ran, apt_knows, answer):
    apt_knows(answer)

    with pytest.raises(RefusalError, match="chromium is missing"):
        debian.require(LACK, BROWSER)

    assert ran == [
        "apt-get update",
        "apt-get install --no-install-recommends lack lack-more",
        f"{sys.executable} -m playwright install",
    ]


def test_require_names_each_way_to_whoever_is_not_root(monkeypatch, as_somebody, ran, apt_knows):
    apt_knows(UNKNOWN)
    monkeypatch.setattr(debian.sys, "executable", str(Path.cwd() / ".venv" / "bin" / "python"))

    with pytest.raises(RefusalError) as refusal:
        debian.require(LACK, BROWSER)

    assert str(refusal.value) == (
        "Missing packages: lack lack-more. "
        "Install them with: sudo apt-get install lack lack-more\n"
        "chromium is missing, and this system has no package for it. "
        "Install it with: .venv/bin/python -m playwright install"
    )
    assert ran == []


def test_require_does_not_ask_apt_where_there_is_none(monkeypatch, as_root, ran):
    monkeypatch.setattr(debian.shutil, "which", lambda name: None)

    with pytest.raises(
        RefusalError, match=r"^chromium is missing, and this system has no package for it"
    ):
        debian.require(BROWSER)

    assert ran == []


def test_wish_for_brings_what_it_can_and_says_what_goes_without(as_root, ran, capsys):
    debian.wish_for(LACK, "No PDF.", "Pas de PDF.")

    assert ran == ["apt-get update", "apt-get install --no-install-recommends lack lack-more"]
    assert capsys.readouterr().out == "No PDF. (lack lack-more)\n"


STUB = """#!/bin/sh
if ! [ -x /snap/bin/chromium ]; then
    echo "Command '$0' requires the chromium snap to be installed." >&2
    exit 1
fi
exec /snap/bin/chromium "$@"
"""


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """A function that puts a program on a PATH that holds nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "browsers"))

    def put(name, text="#!/bin/sh\n"):
        program = folder / name
        program.write_text(text)
        program.chmod(0o755)
        return program

    return put


def bring_by_playwright(folder, revision, places="chrome-linux64", name="chrome"):
    program = folder / "browsers" / revision / places / name
    program.parent.mkdir(parents=True)
    program.touch()
    return program


def test_chromium_is_the_one_of_the_system(programs, tmp_path):
    bring_by_playwright(tmp_path, "chromium-1200")
    debians = programs("chromium")

    assert debian.chromium() == debians


def test_chromium_is_none_where_only_a_snap_is_asked_for(programs):
    programs("chromium-browser", STUB)

    assert debian.chromium() is None


def test_chromium_is_none_where_snap_has_it(programs, tmp_path):
    snap = programs("snap")
    (tmp_path / "bin" / "chromium").symlink_to(snap)

    assert debian.chromium() is None


def test_chromium_is_another_where_one_of_them_is_a_snap(programs):
    programs("chromium-browser", STUB)
    chrome = programs("google-chrome")

    assert debian.chromium() == chrome


def test_chromium_is_the_newest_of_playwright_beside_a_snap(programs, tmp_path):
    programs("chromium-browser", STUB)
    bring_by_playwright(tmp_path, "chromium-999", "chrome-linux")
    newest = bring_by_playwright(tmp_path, "chromium-1200")
    bring_by_playwright(tmp_path, "chromium_headless_shell-1300")

    assert debian.chromium() == newest


SHELL = ("chrome-headless-shell-linux64", "chrome-headless-shell")
OLDER_SHELL = ("chrome-linux", "headless_shell")


def test_headless_shell_is_the_one_of_the_system(programs, tmp_path):
    bring_by_playwright(tmp_path, "chromium_headless_shell-1200", *SHELL)
    debians = programs("chromium-headless-shell")

    assert debian.headless_shell() == debians


def test_headless_shell_is_the_newest_of_playwright(programs, tmp_path):
    programs("chromium")
    bring_by_playwright(tmp_path, "chromium-1300")
    bring_by_playwright(tmp_path, "chromium_headless_shell-999", *OLDER_SHELL)
    newest = bring_by_playwright(tmp_path, "chromium_headless_shell-1200", *SHELL)

    assert debian.headless_shell() == newest


def test_headless_shell_is_also_found_under_its_older_name(programs, tmp_path):
    older = bring_by_playwright(tmp_path, "chromium_headless_shell-999", *OLDER_SHELL)

    assert debian.headless_shell() == older


def test_lightest_chromium_is_the_shell_else_the_whole_browser(programs):
    whole = programs("chromium")
    alone = debian.lightest_chromium()
    shell = programs("chromium-headless-shell")

    assert (alone, debian.lightest_chromium()) == (whole, shell)


def test_lightest_chromium_names_what_is_missing(programs):
    with pytest.raises(RefusalError, match=r"^chromium is missing\.$"):
        debian.lightest_chromium()


def test_words_of_a_program_that_failed_come_before_the_refusal(capfd, as_root, monkeypatch):
    failing = (sys.executable, "-c", "import sys; sys.exit('no such host')")
    monkeypatch.setattr(debian, "_apt_get", lambda *words: None)
    monkeypatch.setattr(debian, "has_package", lambda need: False)

    status = run_command(lambda: debian.require(Need(("browser",), lambda: None, failing[1:])))

    assert status == 1
    assert capfd.readouterr().err.splitlines()[::2] == [
        "no such host",
        "browser is missing, and this system has no package for it. "
        f"Install it with: {os.path.relpath(sys.executable)} {' '.join(failing[1:])}",
    ]


def make_server(folder, version, *programs):
    (folder / version / "bin").mkdir(parents=True)
    for program in programs:
        (folder / version / "bin" / program).touch()


def test_postgresql_folder_is_the_newest_whole_server(monkeypatch, tmp_path):
    make_server(tmp_path, "9", "initdb", "postgres")
    make_server(tmp_path, "14", "initdb", "postgres")
    make_server(tmp_path, "15", "initdb", "postgres")
    make_server(tmp_path, "17", "initdb", "postgres")
    make_server(tmp_path, "18", "psql")
    monkeypatch.setattr(debian, "DEBIAN_POSTGRESQL", tmp_path)

    assert debian.postgresql_folder() == tmp_path / "17" / "bin"


def test_postgresql_folder_refuses_servers_that_are_too_old(monkeypatch, tmp_path):
    make_server(tmp_path, "14", "initdb", "postgres")
    monkeypatch.setattr(debian, "DEBIAN_POSTGRESQL", tmp_path)
    monkeypatch.setattr(debian.shutil, "which", lambda name: None)

    assert debian.postgresql_folder() is None
