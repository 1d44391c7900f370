"""How many people find a roof, and how soon: `make bench-emergency`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Recorder
from scripts import demo_database
from scripts.machine import ROOT
from scripts.words import told

COMMANDS = {"matching": "measure_matching", "asking": "measure_asking"}


def main() -> None:
    """Those that are named, or all; none of them needs a database."""
    with tempfile.TemporaryDirectory() as folder:
        demo_database.lay_out(Path(folder))
        settings = demo_database.environment(Path(folder))
        settings |= {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        for name in sys.argv[1:] or COMMANDS:
            Recorder(name)
            command = [sys.executable, "manage.py", COMMANDS[name]]
            subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True)


if __name__ == "__main__":
    sys.exit(told(main))
