"""Runs the benchmarks that are named, or all of them, one after the other."""

import subprocess
import sys

from scripts.cli import run_command
from scripts.machine import ROOT

ALL = ("demo", "pages", "agree")


def main() -> int:
    """Every benchmark is a program of its own; one that breaks hides no other."""
    broken = []
    for name in sys.argv[1:] or ALL:
        print(f"\n── {name}", flush=True)
        command = [sys.executable, "-m", f"bench.{name}"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            broken.append(name)
    if broken:
        print("could not be measured: " + ", ".join(broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(run_command(main))
