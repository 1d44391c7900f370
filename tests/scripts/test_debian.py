"""What is missing is installed by root, or named, and never passed over."""

from pathlib import Path

import pytest

from scripts import debian
from scripts.debian import Need
from scripts.words import RefusalError

HAVE = Need(("have",), lambda: Path("/usr/bin/have"))
LACK = Need(("lack", "lack-more"), lambda: None)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def installed(monkeypatch):
    """What apt-get was asked for."""
    asked = []
    monkeypatch.setattr(debian, "_apt_install", asked.append)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    return asked


def test_require_asks_nobody_when_all_is_there(installed):
    debian.require(HAVE)

    assert installed == []


def test_require_names_what_is_missing_to_whoever_is_not_root(monkeypatch, installed):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)

    with pytest.raises(RefusalError) as refusal:
        debian.require(HAVE, LACK)

    assert str(refusal.value) == (
        "These packages are missing: lack lack-more (sudo apt-get install lack lack-more)."
    )
    assert installed == []


def test_require_installs_as_root_and_refuses_when_that_did_not_help(monkeypatch, installed):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)

    with pytest.raises(RefusalError, match=r"^These packages are missing: lack lack-more"):
        debian.require(HAVE, LACK)

    assert installed == [["lack", "lack-more"]]


def test_require_goes_on_when_root_could_install(monkeypatch, installed):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    brought = Need(("brought",), lambda: Path("/usr/bin/brought") if installed else None)

    debian.require(brought)

    assert installed == [["brought"]]


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
