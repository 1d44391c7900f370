"""Signing up with a new address and with a known one: time must not tell which it was."""

import sys

from bench.tools.databases import on_each
from scripts.cli import run_command


def main() -> None:
    pages = ("collectstatic", "--no-input", "--verbosity", "0")
    on_each(pages, ("measure_signup",), only=sys.argv[1:] or ("sqlite", "postgresql"))


if __name__ == "__main__":
    sys.exit(run_command(main))
