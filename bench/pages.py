"""What a page costs: queries, bytes, requests per second, memory, on the demonstration."""

import os
import subprocess
import sys

from bench.tools.figures import Recorder
from scripts import debian, demo_database, messages
from scripts.cli import run_command
from scripts.machine import ROOT, VAR

FOLDER = VAR / "bench" / "demo"


def main() -> None:
    """The demonstration is made once; its files are packed, as in production."""
    Recorder("pages")
    debian.require(debian.CHROMIUM)
    messages.compile_all()
    demo_database.prepare(FOLDER)
    _run("-m", "whitenoise.compress", "--quiet", "--no-brotli", str(FOLDER / "static"))
    _run("manage.py", "weigh_pages")


def _run(*words: str) -> None:
    known = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    settings = demo_database.environment(FOLDER) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    subprocess.run([sys.executable, *words], cwd=ROOT, env=known | settings, check=True)


if __name__ == "__main__":
    sys.exit(run_command(main))
