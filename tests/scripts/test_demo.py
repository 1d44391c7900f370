"""`make demo` for real, in a fresh clone of what is committed."""

import os
import signal
import socket
import subprocess
import urllib.request
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from scripts.machine import ROOT, free_port
from scripts.processes import wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What somebody gets who clones the repository."""
    folder = tmp_path_factory.mktemp("fresh") / "hirondelle"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
    return folder


@contextmanager
def make_demo(clone, **variables):
    """The command as a terminal starts it, in a group of its own; it never outlives the block.

    Whoever was started in the background ignores Ctrl-C, and hands that on: a terminal doesn't.
    """
    environment = os.environ | {"LANG": "C.UTF-8"} | variables
    for name in ("VIRTUAL_ENV", "LC_ALL", "LC_MESSAGES"):
        environment.pop(name, None)
    command = subprocess.Popen(
        ["make", "--silent", "demo"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    try:
        yield command
    finally:
        if command.poll() is None:
            press_ctrl_c(command)
        command.stdout.close()


def press_ctrl_c(command):
    os.killpg(command.pid, signal.SIGINT)
    command.wait(60)


@contextmanager
def open_demo(clone, **variables):
    """The site, from the moment at which its address is printed."""
    with make_demo(clone, **variables) as command:
        yield command, read_until(command, "Hirondelle is running at")


def read_until(command, words):
    seen = []
    for line in command.stdout:
        seen.append(line)
        if words in line:
            return "".join(seen)
    raise AssertionError("".join(seen))


def refused(clone, **variables):
    """The last words and the status of a command that would not start."""
    with make_demo(clone, **variables) as command:
        words = command.stdout.read()
        return words.splitlines()[0], command.wait(60)


def processes_in(folder):
    """Whatever still runs with its feet in this folder."""
    found = []
    for feet in Path("/proc").glob("[0-9]*/cwd"):
        try:
            place = feet.readlink()
        except OSError:
            continue
        if place.is_relative_to(folder):
            found.append((feet.parent / "cmdline").read_text())
    return found


def test_a_taken_port_is_told_before_anything_is_installed(clone):
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]
        words, status = refused(clone, PORT=str(port))

    assert words == f"Port {port} is in use by another program. Try: PORT={port + 1} make demo"
    assert status != 0
    assert not (clone / ".venv").exists()


def test_an_unfit_python_is_told_in_the_language_of_the_terminal(clone, tmp_path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\necho 3 11\n")
    old.chmod(0o755)

    words, status = refused(clone, PYTHON=str(old), LANG="fr_FR.UTF-8", PORT=str(free_port()))

    assert words == f"PYTHON={old} est Python 3.11\u00a0; il faut 3.12, 3.13 ou 3.14."
    assert status != 0


# It installs and fills a demonstration twice, beside another lane of tests.
@pytest.mark.timeout(1200)
def test_a_first_start_that_was_cut_short_is_followed_by_a_whole_one(clone):
    port = free_port()
    with make_demo(clone, PORT=str(port)) as command:
        read_until(command, "Preparing the database")
        press_ctrl_c(command)
        assert command.returncode != 0
    assert not (clone / "var" / "demo" / "ready.json").exists()

    with open_demo(clone, PORT=str(port)) as (_, seen):
        with urllib.request.urlopen(f"http://localhost:{port}/fr/", timeout=20) as page:
            assert page.status == 200
        assert "Preparing the database" in seen

    assert wait_until(lambda: processes_in(clone) == [], within=10)


@pytest.mark.parametrize("message", [signal.SIGINT, signal.SIGTERM])
def test_a_second_start_reuses_everything_and_leaves_nothing_behind(clone, message):
    with open_demo(clone, PORT=str(free_port())) as (command, seen):
        assert "Preparing" not in seen
        assert "Installing" not in seen
        if message == signal.SIGINT:
            press_ctrl_c(command)
        else:
            command.terminate()
            command.wait(60)

    assert wait_until(lambda: processes_in(clone) == [], within=10)


def test_a_second_start_needs_no_network(clone):
    nowhere = "http://127.0.0.1:9"
    offline = {"UV_OFFLINE": "1", "http_proxy": nowhere, "https_proxy": nowhere}

    with open_demo(clone, PORT=str(free_port()), **offline) as (command, _):
        accounts = read_until(command, "solene.kerdraon@example.org")

    assert "camille.roussel@example.org" in accounts
