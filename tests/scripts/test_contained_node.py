"""Elasticsearch in a container; a program of ours stands in for the engine and its faults."""

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from scripts import contained_node
from scripts.cli import RefusalError
from scripts.contained_node import ContainedNode, container_command, container_engine
from scripts.machine import ROOT
from scripts.processes import wait_until

# Keeps what it was asked; what it runs answers at its port, at first perhaps not as `healthy`.
ENGINE = """#!{python}
import http.server, os, pathlib, sys, time

here = pathlib.Path(__file__).parent
with (here / "asked").open("a") as asked:
    asked.write(" ".join(sys.argv[1:3]) + "\\n")
if sys.argv[1] == "run":
    where = sys.argv[sys.argv.index("--publish") + 1]
    (here / "port").write_text(where.split(":")[1])
elif sys.argv[1] != "start":
    sys.exit()


class Node(http.server.BaseHTTPRequestHandler):
    is_healthy = {healthy}

    def do_GET(self):
        self.send_response(200 if self.is_healthy else 408)
        self.end_headers()
        Node.is_healthy = True


port = int((here / "port").read_text())
print("pulling", flush=True)
http.server.HTTPServer(("127.0.0.1", port), Node).serve_forever()
"""


@pytest.fixture
def bin_folder(tmp_path, monkeypatch):
    """The only folder in which programs are found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return folder


def program(path, *lines):
    path.write_text("\n".join(lines) + "\n")
    path.chmod(0o755)
    return path


def engine(folder, *, healthy=True):
    return str(program(folder / "podman", ENGINE.format(python=sys.executable, healthy=healthy)))


def asked_of(folder):
    return (folder / "asked").read_text().splitlines()


# Which engine


def test_container_engine_passes_over_one_that_does_not_answer(bin_folder, capsys):
    program(bin_folder / "docker", "#!/bin/sh", "exit 1")
    program(bin_folder / "podman", "#!/bin/sh", "exit 0")

    assert container_engine() == str(bin_folder / "podman")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("end", ["exit 1", "while :; do :; done"])
def test_container_engine_says_that_none_answers(bin_folder, capsys, monkeypatch, end):
    monkeypatch.setattr(contained_node, "TO_ANSWER", 0.2)
    program(bin_folder / "docker", "#!/bin/sh", end)

    assert container_engine() is None
    assert capsys.readouterr().out == (
        "docker is installed but doesn’t respond, so no search node can run in a container.\n"
    )


@pytest.mark.usefixtures("bin_folder")
def test_container_engine_is_silent_where_there_is_none(capsys):
    assert container_engine() is None
    assert capsys.readouterr().out == ""


# What it is asked


def test_container_command_opens_no_door_to_others_and_leaves_nothing():
    command = container_command("podman", "one", 9201, is_kept=False)

    assert command[:5] == ["podman", "run", "--rm", "--name", "one"]
    assert command[command.index("--publish") + 1] == "127.0.0.1:9201:9200"
    assert command.count("--publish") == 1
    assert command[-1].rpartition(":")[2].startswith("9.")


def test_container_command_keeps_one_that_may_die():
    assert "--rm" not in container_command("podman", "one", 9201, is_kept=True)


# A node


@pytest.mark.parametrize("healthy", [True, False])
def test_start_waits_for_health_and_remove_leaves_nothing(bin_folder, tmp_path, healthy):
    node = ContainedNode(engine(bin_folder, healthy=healthy), tmp_path)

    child = node.start()
    answered = httpx.get(node.address).status_code
    node.remove()

    assert answered == 200
    assert not child.is_running()
    assert asked_of(bin_folder) == ["run --rm", "rm --force"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(node.address)


def test_two_nodes_have_two_names_and_two_ports(bin_folder, tmp_path):
    one, other = (ContainedNode(engine(bin_folder), tmp_path) for _ in range(2))

    assert one.name != other.name
    assert one.address != other.address


def test_one_that_may_die_is_started_again_and_goes_in_the_end(bin_folder, tmp_path):
    node = ContainedNode(engine(bin_folder), tmp_path, may_die=True)

    node.start()
    node.kill()
    node.start()
    answered = httpx.get(node.address).status_code
    node.remove()

    assert answered == 200
    asked = ["run --name", f"kill {node.name}", "start --attach", "rm --force"]
    assert asked_of(bin_folder) == asked


def test_start_tells_why_a_container_ended(bin_folder, tmp_path, capsys):
    path = program(bin_folder / "podman", "#!/bin/sh", "echo no such image", "exit 125")
    node = ContainedNode(str(path), tmp_path)

    with pytest.raises(RefusalError, match=r"^The search node didn’t start"):
        node.start()

    assert "no such image" in capsys.readouterr().out


def test_start_gives_up_on_a_node_that_never_answers(bin_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(contained_node, "TO_BRING", 0.3)
    monkeypatch.setattr(contained_node, "TO_ANSWER", 0.3)  # nor does its engine, when it ends
    path = program(bin_folder / "podman", "#!/bin/sh", "while :; do :; done")
    node = ContainedNode(str(path), tmp_path)

    with pytest.raises(RefusalError, match=r"^The search node didn’t start"):
        node.start()
    node.remove()

    assert not node.running[0].is_running()


def test_a_container_ends_with_the_command_that_was_killed(bin_folder, tmp_path):
    call = (
        "import sys, time; from pathlib import Path;"
        "from scripts.contained_node import ContainedNode;"
        "node = ContainedNode(sys.argv[1], Path(sys.argv[2])); child = node.start();"
        "print(child.process.pid, flush=True); time.sleep(60)"
    )
    command = subprocess.Popen(
        [sys.executable, "-c", call, engine(bin_folder), tmp_path],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    command.stdout.readline()  # what it starts
    pid = int(command.stdout.readline())

    command.send_signal(signal.SIGKILL)
    command.wait()

    assert wait_until(lambda: has_ended(pid), within=10)
    command.stdout.close()


def has_ended(pid):
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()
