"""The demonstration as a site of its own for one test, with a worker and letters to read."""

import email
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from email import policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from scripts import database_template, demo_database, messages
from scripts.demo import answers, environment, start_server, start_worker
from scripts.machine import ROOT, VAR
from scripts.processes import stop, wait_until
from tests.isolation import reserved_port
from tests.patience import patience

LOADED = VAR / "e2e" / "demo"
# Photographs are rendered when the demonstration is loaded, not again in every test.
AT_ONCE = (
    "from config.celery import app; app.loader.import_default_modules()",
    "app.conf.task_always_eager = True",
    "from commons.outbox.tasks import drain_outbox; drain_outbox()",
)
BETWEEN_LETTERS = b"-" * 79


@dataclass(frozen=True)
class Site:
    """Where it stands and what it has sent."""

    url: str
    folder: Path

    def letters_to(self, address: str) -> list[EmailMessage]:
        """Every letter to this person so far, in the order in which they left."""
        files = sorted((self.folder / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        pieces = [piece for file in files for piece in file.read_bytes().split(BETWEEN_LETTERS)]
        letters = [
            email.message_from_bytes(piece.strip(), policy=policy.default)
            for piece in pieces
            if piece.strip()
        ]
        return [letter for letter in letters if address in letter["To"]]

    def new_letter_to(
        self, address: str, *, about: str, already_read: Collection[str] = ()
    ) -> EmailMessage:
        """Wait for the next letter with these words in its subject, `besides` those read before."""

        def new() -> list[EmailMessage]:
            return [
                letter
                for letter in self.letters_to(address)
                if about in letter["Subject"] and letter["Message-ID"] not in already_read
            ]

        assert wait_until(lambda: bool(new()), within=patience(90), every=0.25), (
            f"{address}: {about}"
        )
        return new()[0]

    def lives_on_to(self, day: date) -> None:
        """Let the clock of the site's own jobs reach this day, in a process of its own.

        The worker lives today and hands nothing over that is promised for that day: this does.
        """
        self.says(
            f"import time_machine; time_machine.travel('{day}T12:00:00+00:00').start()",
            "from hosting.requests.periodic import complete_agreements as end; end()",
            "from commons.outbox.tasks import drain_outbox as send; send()",
        )

    def says(self, *lines: str) -> str:
        """What the site itself prints when it runs these lines, in a process of its own."""
        return _run(self.folder, *lines)


def _run(folder: Path, *lines: str) -> str:
    code = "\n".join(["import django; django.setup()", *lines])
    command = [sys.executable, "-c", code]
    surroundings = os.environ | environment(folder)
    ran = subprocess.run(
        command, check=True, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout


@cache
def loaded() -> Path:
    """Load the demonstration, unless this very one was loaded before; one process at a time.

    Whoever comes later finds it ready and writes nothing, since others may be copying it. Each
    process looks once: to look again took some seconds of every test.
    """
    messages.compile_all()
    mark = LOADED.parent / "loaded.json"
    with locked(fcntl.LOCK_EX):
        wanted = [_fingerprint(), demo_database.migrations(), demo_database.static_files()]
        made_of = json.loads(mark.read_text()) if mark.exists() else [None]
        if made_of == wanted:
            return LOADED
        if made_of[0] != wanted[0]:
            shutil.rmtree(LOADED.parent, ignore_errors=True)
        demo_database.prepare(LOADED, database_template.ensure_file())
        _run(LOADED, *AT_ONCE)
        mark.write_text(json.dumps(wanted))
    return LOADED


@contextmanager
def locked(how: int) -> Iterator[None]:
    """Who builds waits for all, who copies for the builder. All lock one file, so it stays."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "e2e.lock").open("w") as file:
        fcntl.flock(file, how)
        yield


def copy_loaded(folder: Path) -> None:
    """A demonstration of one's own in this new folder."""
    source = loaded()
    with locked(fcntl.LOCK_SH):
        shutil.copytree(source, folder, ignore=lambda _folder, _names: {"static"})
    (folder / "static").symlink_to(source / "static")  # large, and only read


def _fingerprint() -> str:
    kinds = {".py", ".jsonl", ".json", ".csv"}
    files = sorted(path for path in (ROOT / "demo").rglob("*") if path.suffix in kinds)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


@contextmanager
def opened(folder: Path):
    """A copy of the demonstration behind a real server, until the block ends."""
    copy_loaded(folder)
    with reserved_port() as port:
        site = Site(f"http://localhost:{port}", folder)
        children = [start_server(folder, port), start_worker(folder, site.url)]
        try:
            assert wait_until(lambda: answers(port), within=patience(60)), children[0].last_words()
            yield site
        finally:
            stop(children, patience=0)  # their folder is thrown away, and nobody asks for it
