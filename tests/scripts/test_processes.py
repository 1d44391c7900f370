"""Programs end with their families, whatever happens to us."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripts.machine import ROOT
from scripts.processes import start, stop, wait_until

SLEEP = "import time; time.sleep(60)"
STUBBORN = (
    f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); {SLEEP}"
)
WITH_CHILD = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
print(child.pid, flush=True)
time.sleep(60)
"""
PARENT = f"""
import sys, time
from pathlib import Path
from scripts.processes import start
child = start("sleeper", [sys.executable, "-c", {SLEEP!r}], log=Path(sys.argv[1]))
print(child.process.pid, flush=True)
time.sleep(60)
"""


def is_alive(pid):
    """A zombie, that only waits for somebody to ask for its status, lives no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_stop_ends_the_whole_family(tmp_path):
    parent = start("parent", [sys.executable, "-c", WITH_CHILD], log=tmp_path / "log")
    assert wait_until(lambda: parent.last_words() != "", within=20)
    grandchild = int(parent.last_words())
    assert is_alive(grandchild)

    stop([parent])

    assert not parent.is_running()
    assert wait_until(lambda: not is_alive(grandchild), within=5)


def test_stop_has_limited_patience_with_who_will_not_listen(tmp_path):
    stubborn = start("stubborn", [sys.executable, "-c", STUBBORN], log=tmp_path / "log")
    assert wait_until(lambda: stubborn.last_words() == "1", within=20)
    began = time.monotonic()

    stop([stubborn], patience=0.2)

    assert stubborn.process.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 5


def test_a_killed_command_leaves_no_orphan(tmp_path):
    command = [sys.executable, "-c", PARENT, str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)

        os.kill(parent.pid, signal.SIGKILL)

    assert wait_until(lambda: not is_alive(child), within=5)


def test_wait_until_gives_up_in_time():
    began = time.monotonic()

    assert wait_until(lambda: False, within=0.1, every=0.02) is False
    assert time.monotonic() - began < 2


def test_wait_until_looks_once_more_where_it_slept_past_the_end():
    looks = iter([False, True])

    assert wait_until(lambda: next(looks), within=0.05, every=0.2)
