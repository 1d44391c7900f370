"""A port that is taken, a number that is none, a disk without room."""

import shutil
import socket

import pytest

from scripts import machine
from scripts.cli import RefusalError
from scripts.machine import (
    DiskFullError,
    free_port,
    is_disk_full,
    require_free_port,
    require_room,
    wanted_port,
)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8001", 8001), ("65535", 65535)])
def test_wanted_port_reads_the_variable(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)

    assert wanted_port() == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "eight", "80.5", "٨٠"])
def test_wanted_port_refuses_what_is_no_port(monkeypatch, text):
    monkeypatch.setenv("PORT", text)

    with pytest.raises(RefusalError, match=f"^PORT={text} is not a port: give a number from 1"):
        wanted_port()


def test_require_free_port_refuses_a_taken_one():
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]

        with pytest.raises(RefusalError) as refusal:
            require_free_port(port)

    sentence = f"Port {port} is in use by another program. Try: PORT={port + 1} make demo"
    assert str(refusal.value) == sentence
    require_free_port(port)


def test_require_free_port_refuses_one_taken_on_ipv6_only():
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as somebody:
        port = somebody.getsockname()[1]

        with pytest.raises(RefusalError, match=f"^Port {port} is in use by another program"):
            require_free_port(port)


def test_require_free_port_accepts_a_free_one():
    assert require_free_port(free_port()) is None


def test_require_room_refuses_before_the_disk_is_full(monkeypatch, tmp_path):
    usage = shutil.disk_usage(tmp_path)._replace(free=12 * machine.MIB)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    with pytest.raises(DiskFullError) as refusal:
        require_room(13, tmp_path)

    assert str(refusal.value) == (
        "Not enough disk space: 12 MiB free, 13 MiB needed. Free some space and try again."
    )
    require_room(12, tmp_path)


@pytest.mark.parametrize(
    ("words", "is_full"),
    [
        pytest.param("OSError: [Errno 28] No space left on device", True, id="python"),
        pytest.param("sqlite3.OperationalError: database or disk is full", True, id="sqlite"),
        pytest.param("error: failed to copy file (os error 28)", True, id="uv"),
        pytest.param("OSError: [Errno 122] Disk quota exceeded", True, id="quota"),
        pytest.param("OSError: [Errno 13] Permission denied", False, id="permission"),
    ],
)
def test_is_disk_full_reads_what_programs_say(words, is_full):
    assert is_disk_full(words) is is_full
