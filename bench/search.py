"""How fast the search is: `make bench-search`, with SIZES="5000 100000 1000000" for the largest."""

import subprocess
import sys
from argparse import ArgumentParser

from bench.tools.databases import on_each
from bench.tools.figures import Recorder
from scripts.cli import run_command
from scripts.machine import ROOT

CLIENT = "elasticsearch"
NEVER_ASKED = f"""
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
import config.asgi
from django.urls import get_resolver
get_resolver().url_patterns
print(sum(name.split(".")[0] == "{CLIENT}" for name in sys.modules))
"""


def main() -> None:
    """On each database, then what a process weighs that never asked a search node."""
    parser = ArgumentParser()
    parser.add_argument("sizes", nargs="*", default=["5000", "100000"])
    parser.add_argument("--on", nargs="+", default=["sqlite", "postgresql"])
    options = parser.parse_args()
    keep = Recorder("search")
    command = [sys.executable, "-c", NEVER_ASKED]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    modules = int(ran.stdout.split()[-1])
    keep.exactly("modules of Elasticsearch's client in a web process", modules, "modules", 0)
    on_each(("measure_search", *options.sizes), ("measure_freshness",), only=options.on)
    on_each(("load_demo", "--size", "small"), ("follow_changes",), only=options.on)


if __name__ == "__main__":
    sys.exit(run_command(main))
