"""Every page of the demonstration as each role in both languages, kept to be compared later.

    python -m scripts.page_snapshots write FOLDER [--each N | --all]
    python -m scripts.page_snapshots compare BEFORE AFTER [--renamed FILE]

`write` makes a demonstration of its own in a temporary folder and walks it along its links, one
process for each language. FOLDER then holds `about.json` (how it was walked), `index.tsv` (role,
language, view, address, status and sha256 of each page) and `pages/ROLE/LANGUAGE/`, a file for
each page: request line, status, headers, body. Two runs of one commit write the same bytes.

What would differ between two runs is fixed rather than taken out (scripts/snapshot_walk.py):

- the clock stands still, while the demonstration is loaded and while it is walked;
- random bytes follow from what is done: names of rows and of files, keys of sessions;
- both secrets of the site, and the seed by which Python orders its sets, are always the same;
- each page is requested in a transaction that is rolled back, with an empty cache.

What may change although nothing did is taken out (`normalised` in scripts/snapshot_text.py): masks
against forged forms, nonces, keys of forms, sealed values, hashes in names of static files; and of
the headers the length, the date, the ETag and the content of cookies. Of a PDF its words are
kept, of a ZIP or EPUB file its names and texts, of other files that are no text the headers.

Not compared: style sheets, scripts and pictures themselves, what a page becomes in a browser, and
what a form answers. A change that draws another number of random names while the demonstration
is loaded changes all addresses: compare the parts of it that don't.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Final

from scripts import database_template, messages
from scripts.cli import RefusalError, echo, run_command
from scripts.demo_database import (
    DATABASE,
    ROOM_TO_BUILD,
    collect_static_files,
    environment,
    lay_out,
)
from scripts.machine import ROOT, require_room
from scripts.snapshot_compare import (
    ABOUT,
    FORMAT,
    INDEX,
    compare,
    read,
    read_renames,
    report,
    require_same_walk,
)

EACH: Final = 3
LANGUAGES: Final = ("fr", "en")
SECRETS: Final = (
    "SECRET_KEY=page-snapshots-of-a-site-that-nobody-visits\n"
    "HOSTING_PLACE_SECRET=page-snapshots-of-places-that-are-invented\n"
)
FIXED: Final = {"PYTHONHASHSEED": "0", "KEPT_PAGES": "0", "TZ": "UTC"}


def write(folder: Path, *, each: int) -> int:
    """Fill a new folder with every page; `each` is how many of one kind, 0 for all of them."""
    if folder.exists():
        raise RefusalError(
            f"{folder} already exists. Give another folder, or delete it.",
            f"{folder} existe déjà. Indiquez un autre dossier, ou supprimez-le.",
        )
    require_room(ROOM_TO_BUILD * (1 + len(LANGUAGES)))
    messages.compile_all()
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary) / "demo"
        echo("Loading the demonstration…", "Chargement de la démonstration…")
        lay_out(made)
        (made / "secrets.env").write_text(SECRETS)
        shutil.copyfile(database_template.ensure_file(), made / DATABASE)
        collect_static_files(made)
        _finish([_start(made, "load")])
        echo("Requesting its pages…", "Lecture de ses pages…")
        unfinished = Path(temporary) / "pages"
        unfinished.mkdir()
        walks = []
        for language in LANGUAGES:
            # On a copy of its own, so that neither waits for the other to write.
            copy = made.with_name(f"demo-{language}")
            shutil.copytree(made, copy)
            walks.append(_start(copy, "walk", str(unfinished), language, str(each)))
        _finish(walks)
        parts = sorted(unfinished.glob("index-*.tsv"))
        lines = sorted(line for part in parts for line in part.read_text().splitlines())
        (unfinished / INDEX).write_text("\n".join([*lines, ""]))
        for part in parts:
            part.unlink()
        pages = len(lines)
        # Written last: a folder without it is refused.
        about = {"format": FORMAT, "each": each, "languages": LANGUAGES}
        (unfinished / ABOUT).write_text(json.dumps(about, indent=1) + "\n")
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(unfinished, folder)
    echo(f"{pages} pages saved in {folder}.", f"{pages} pages enregistrées dans {folder}.")
    return 0


def _start(made: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.snapshot_walk", *words],
        cwd=ROOT,
        env=os.environ | environment(made) | FIXED,
    )


def _finish(started: list[subprocess.Popen[bytes]]) -> None:
    ended = [child.wait() for child in started]  # all of them, before their folder goes
    if any(ended):
        raise RefusalError(
            "The pages couldn’t be requested. See the reason above.",
            "Les pages n’ont pas pu être lues. Voir la raison ci-dessus.",
        )


def show_differences(before: Path, after: Path, renames: Path | None) -> int:
    """Print how two folders differ; 1 where they do."""
    old, new = read(before), read(after)
    require_same_walk(before, after)
    found = compare(old, new, read_renames(renames) if renames else {})
    for line in report(found):
        print(line)
    return int(bool(found))


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise ValueError(words)
    return number


def main(words: list[str]) -> int:
    """The exit status: 1 for a difference or a refusal."""
    parser = argparse.ArgumentParser(prog="python -m scripts.page_snapshots")
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write", help="request every page and keep what it says")
    writing.add_argument("folder", type=Path)
    bound = writing.add_mutually_exclusive_group()
    bound.add_argument(
        "--each",
        type=_positive,
        default=EACH,
        help=f"pages of one view and set of parameters, for each role and language ({EACH})",
    )
    bound.add_argument("--all", dest="each", action="store_const", const=0, help="every page")
    comparing = commands.add_parser("compare", help="show how two folders differ")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument(
        "--renamed", type=Path, help="a table of old and new names, separated by a tab"
    )
    asked = parser.parse_args(words)
    if asked.command == "write":
        return write(asked.folder, each=asked.each)
    return show_differences(asked.before, asked.after, asked.renamed)


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:])))
