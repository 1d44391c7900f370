"""How long somebody waits for `make demo`: from a fresh clone, then a second time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.tools.figures import Recorder
from scripts.cli import run_command
from scripts.machine import ROOT, free_port

FIRST, SECOND, CLOSING = 120, 6, 5


def main() -> None:
    """Measure until the address is printed, and from Ctrl-C to the end."""
    recorder = Recorder("demo")
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "hirondelle"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        first, _ = open_and_close(clone)
        second, closing = open_and_close(clone)
    recorder.at_most("make demo, fresh clone with a warm package cache", first, "s", FIRST)
    recorder.at_most("make demo, second time", second, "s", SECOND)
    recorder.at_most("make demo, from Ctrl-C to the end", closing, "s", CLOSING)


def open_and_close(clone: Path) -> tuple[float, float]:
    """Seconds until the site is open, and seconds until it is closed again."""
    environment = os.environ | {"LC_ALL": "C.UTF-8", "PORT": str(free_port())}
    began = time.monotonic()
    with subprocess.Popen(
        ["make", "--silent", "demo"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # as a terminal would
    ) as command:
        if not any("Hirondelle is open" in line for line in command.stdout or ()):
            raise RuntimeError("make demo ended before its address was printed")
        opened = time.monotonic() - began
        asked = time.monotonic()
        os.killpg(command.pid, signal.SIGINT)
        command.wait(60)
    return opened, time.monotonic() - asked


if __name__ == "__main__":
    sys.exit(run_command(main))
