"""The folder of the demonstration: made whole or not at all, then kept."""

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.cli import RefusalError, echo
from scripts.machine import ROOT, DiskFullError, is_disk_full, require_room

ROOM_TO_BUILD = 300
LOCK = "uv.lock"
DATABASE = "hirondelle.sqlite3"
PARTS = ("static", "media", "mail", "jobs", "jobs-control")
Fingerprints = dict[str, str]


def prepare(folder: Path, template: Path | None = None) -> None:
    """Reuse the demonstration, bring its tables up to date, or make it from nothing.

    `template` is a database with its tables, without which they are made step by step.
    """
    marker = folder / "ready.json"
    wanted = migrations()
    kept = _read(marker)
    if kept != wanted:
        if kept is None or not is_continued_by(kept, wanted):
            marker.unlink(missing_ok=True)
            build(folder, template)
        else:
            manage(folder, "migrate", "--verbosity", "0")
        # Written last: without it, the next start knows that this one was cut short.
        marker.write_text(json.dumps(wanted, indent=1))
    collect_static_files(folder)


def collect_static_files(folder: Path) -> None:
    """Gather style sheets, scripts and pictures as a site serves them, when any has changed."""
    marker = folder / "static.json"
    wanted = static_files()
    if _read(marker) != wanted:
        marker.unlink(missing_ok=True)
        manage(folder, "collectstatic", "--no-input", "--clear", "--verbosity", "0")
        marker.write_text(json.dumps(wanted, indent=1))


def _read(marker: Path) -> Fingerprints | None:
    return json.loads(marker.read_text()) if marker.exists() else None


def migrations() -> Fingerprints:
    """Every step that our tables took, with its fingerprint, and what is installed beside them."""
    ours = ROOT.glob("*/*/migrations/0*.py")
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / LOCK, *sorted(ours))
    }


def static_files() -> Fingerprints:
    """Every static file of ours with its fingerprint, and what is installed beside them."""
    ours = (path for path in ROOT.glob("*/static/**/*") if path.is_file())
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / LOCK, ROOT / "config" / "storage.py", *sorted(ours))
    }


def is_continued_by(kept: Fingerprints, wanted: Fingerprints) -> bool:
    """Are the steps that were taken all still there, unchanged? A new lock file only adds some."""
    return (kept | {LOCK: ""}).items() <= (wanted | {LOCK: ""}).items()


def build(folder: Path, template: Path | None = None) -> None:
    """Make tables, people, offers and conversations anew, in an empty folder."""
    require_room(ROOM_TO_BUILD)
    echo(
        "Preparing the database (about 15 seconds)…",
        "Préparation de la base de données (15 secondes environ)…",
    )
    lay_out(folder)
    if template:
        shutil.copyfile(template, folder / DATABASE)
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "load_demo")
    manage(folder, "bind_queues")


def lay_out(folder: Path) -> None:
    """An empty folder with secrets of its own, and room for what will come."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in PARTS:
        (folder / part).mkdir(parents=True)
    place = folder / "secrets.env"
    place.touch(mode=0o600)
    place.write_text(
        f"SECRET_KEY={secrets.token_urlsafe(48)}\nHOSTING_PLACE_SECRET={secrets.token_urlsafe(48)}\n"
    )


def environment(folder: Path) -> dict[str, str]:
    """What a process of the demonstration finds around it."""
    return {"DJANGO_SETTINGS_MODULE": "config.settings.demo", "DEMO_DIR": str(folder)}


def manage(folder: Path, *words: str) -> None:
    """Run one of Django's commands on the demonstration; what it draws is seen at once."""
    ran = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=os.environ | environment(folder),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ran.returncode == 0:
        return
    if is_disk_full(ran.stderr):
        raise DiskFullError(free=shutil.disk_usage(ROOT).free // 2**20, needed=ROOM_TO_BUILD)
    print(ran.stderr[-3000:], file=sys.stderr)
    raise RefusalError(
        f"Step {words[0]} failed. See its output above.",
        f"L’étape {words[0]} a échoué. Voir sa sortie ci-dessus.",
    )
