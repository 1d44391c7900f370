"""Upgrades a site with data while people read it: `make drill-upgrade FROM=commit`.

The version of `FROM` is unpacked beside this one, fills a database and serves. Then our migrations
run, our version starts, and the way of the visitors turns to it. Nobody may meet an error, and no
table may hold fewer rows.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from bench.tools.figures import Figure, Recorder
from drills.restore import checksums
from drills.visitors import Visitors, coming
from drills.wires import Wire
from scripts import demo_database, messages
from scripts.cli import RefusalError, run_command
from scripts.demo import answers
from scripts.machine import ROOT, free_port
from scripts.processes import Child, start, stop, stop_on_signals, wait_until
from scripts.services import running_services

PAGES: Final = ("/en/", "/en/communities/", "/en/offers/", "/fr/")
MIGRATIONS: Final = "*/*/migrations/0*.py"
LONGEST: Final = 600  # seconds for the migrations
GOES_ON: Final = 5.0  # seconds of visits before and after


def first_commit(root: Path = ROOT) -> str:
    """The oldest version whose data can be upgraded: its migrations are still here as they were.

    Raises RefusalError where the history holds none, as in a shallow clone.
    """
    pattern = f":(glob){MIGRATIONS}"
    changes = ("diff", "--name-only", "--no-renames", "--diff-filter=MD")
    writing = _git(root, "rev-list", "--first-parent", "--reverse", "HEAD", "--", pattern)
    kept = (commit for commit in writing if not _git(root, *changes, commit, "--", pattern))
    if (oldest := next(kept, None)) is None:
        raise RefusalError(
            "The history has no version to upgrade from. Fetch it whole, or name one with FROM.",
            "L’historique n’a aucune version de départ. Récupérez-le en entier, ou donnez FROM.",
        )
    return oldest


def _git(root: Path, *words: str) -> list[str]:
    """The lines that it prints."""
    ran = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def unpack(commit: str, folder: Path) -> None:
    """The source of this version."""
    packed = subprocess.run(
        ["git", "archive", "--format=tar", commit], cwd=ROOT, capture_output=True, check=True
    )
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def changed_migrations(old: Path, new: Path = ROOT) -> Iterator[str]:
    """Migrations of the old version that the new one no longer has as they were."""
    for path in sorted(old.glob(MIGRATIONS)):
        name = path.relative_to(old)
        if not (new / name).exists() or (new / name).read_bytes() != path.read_bytes():
            yield name.as_posix()


def serve(tree: Path, port: int, environment: Mapping[str, str], log: Path) -> Child:
    """A version of the site on this port; waits until it answers."""
    command: list[str | Path] = [Path(sys.executable).parent / "granian", "--interface", "asginl"]
    command += ["--host", "127.0.0.1", "--port", str(port), "config.asgi:application"]
    child = start(log.stem, command, log=log, environment=environment, cwd=tree)
    if not wait_until(lambda: answers(port) or not child.is_running(), within=120):
        raise RuntimeError(child.last_words())
    return child


def manage(tree: Path, environment: Mapping[str, str], *words: str) -> None:
    """One of Django's commands, in this version."""
    command = [sys.executable, "-W", "ignore", "manage.py", *words]
    subprocess.run(command, cwd=tree, env=dict(environment), check=True)


def rehearse(
    old: Path, environment: Mapping[str, str], folder: Path, keep: Recorder
) -> list[Figure]:
    """Old version with visitors, migrations, new version with the same visitors."""
    ports = [free_port(), free_port()]
    here, there = dict(environment), dict(environment) | {"PYTHONPATH": str(old)}
    before = checksums(environment["DATABASE_URL"])
    front = Wire(ports[0])
    children = [serve(old, ports[0], there, folder / "old.log")]
    front.mend()
    visitors = Visitors(front.port, [], PAGES, every=0.2, headers={"Host": "localhost"})
    try:
        with coming(visitors):
            time.sleep(GOES_ON)
            began = time.monotonic()
            manage(ROOT, here, "migrate", "--verbosity", "0")
            taken = time.monotonic() - began
            children.append(serve(ROOT, ports[1], here, folder / "new.log"))
            front.target = ports[1]
            time.sleep(GOES_ON)
    finally:
        stop(children)
        front.cut()
    after = checksums(environment["DATABASE_URL"])
    pages = visitors.of_kind("page")
    fewer = [name for name, (rows, _hashes) in before.items() if after.get(name, (0, 0))[0] < rows]
    broken = [one.answer.status for one in pages if one.answer.status != 200]
    keep.note("pages", len(pages), "pages")
    return [
        keep.exactly("pages that broke", len(broken), "pages", 0),
        keep.exactly("tables with fewer rows", len(fewer), "tables", 0),
        keep.at_most("migrations", round(taken, 1), "s", LONGEST),
    ]


def main() -> int:
    """From the version that FROM names to this one."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="commit", default="", help="a commit or a tag")
    options: Any = parser.parse_args()
    stop_on_signals()
    messages.compile_all()
    with running_services(for_tests=True) as services, tempfile.TemporaryDirectory() as made:
        folder, old = Path(made) / "home", Path(made) / "old"
        unpack(options.commit or first_commit(), old)
        if changed := list(changed_migrations(old)):
            names = ", ".join(changed)
            raise RefusalError(
                f"Data of that version can’t be upgraded; migrations were changed since: {names}",
                f"Ces données ne peuvent pas être mises à jour ; migrations modifiées : {names}",
            )
        demo_database.lay_out(folder)
        environment = (
            os.environ
            | demo_database.environment(folder)
            | services.environment()
            | {
                "DJANGO_SETTINGS_MODULE": "bench.settings",
                "PYTHONPATH": str(old),
            }
        )
        for words in (["migrate", "--run-syncdb", "--verbosity", "0"], ["load_demo"]):
            manage(old, environment, *words)
        manage(old, environment, "collectstatic", "--no-input", "--verbosity", "0")
        environment["PYTHONPATH"] = str(ROOT)
        figures = rehearse(old, environment, folder, Recorder("drill-upgrade"))
    return int(any(figure.holds is False for figure in figures))


if __name__ == "__main__":
    sys.exit(run_command(partial(main)))
