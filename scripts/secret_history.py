"""Looks for secrets in every line that was ever committed, by the rules of the scan of the tree.

A secret that was taken out again is still in the history, and has to be changed where it opens
something. `scripts/secret_history.tsv` names by their hash the finds that are none, and why. After
reading what is new: `make secrets ARGS='--take-in "a password that a test invented"'`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

from scripts.check_secrets import BASELINE, DATA, SUFFIXES
from scripts.cli import localized, run_command
from scripts.machine import ROOT

KNOWN: Final = ROOT / "scripts" / "secret_history.tsv"
HEAD: Final = "hash\ttype\twhere\treason"
SHORTEST: Final = 8  # characters of a line; no secret is shorter
LONGEST: Final = 2_000  # characters of a line; longer ones are data, or were compressed
MESSAGES: Final = "commit messages"
COMMIT: Final = "\x1ecommit "  # no line of a text begins like that
HUNK: Final = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Find:
    """What looks like a secret, in the first commit that has it; its hash stands for it."""

    commit: str
    path: str
    kind: str
    hash: str

    def __str__(self) -> str:
        return f"{self.commit} {self.path}: {self.kind}"


@dataclass(slots=True)
class History:
    """Each line once, under the first path and commit that has it; of each kind of file."""

    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, path: str, line: str, commit: str) -> None:
        key = (Path(path).suffix, line)
        if is_scanned(path) and SHORTEST <= len(line.strip()) <= LONGEST and key not in self._seen:
            self._seen.add(key)
            self.lines.setdefault(path, {})[line] = commit


def main(arguments: list[str]) -> int:
    """Print where a secret seems to be, never the secret itself."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make secrets")
    parser.add_argument("--take-in", metavar="REASON", help="none of what is new is a secret")
    reason = parser.parse_args(arguments).take_in
    history = read_history(git_log(ROOT))
    new = [find for find in finds(history) if find.hash not in known_hashes()]
    if reason:
        take_in(new, reason)
        return 0
    print(*new, sep="\n", end="\n" if new else "")
    lines, paths = sum(map(len, history.lines.values())), len(history.lines)
    print(
        localized(
            f"{lines} different lines of {paths} paths were read, {len(new)} finds are new.",
            f"{lines} lignes différentes de {paths} chemins lues ; nouvelles découvertes : "
            f"{len(new)}.",
        )
    )
    return int(bool(new))


def git_log(root: Path) -> Iterator[str]:
    """All that was ever committed up to here, the oldest first: messages and changes."""
    command = ["git", "-c", "core.quotePath=off", "log", "--reverse", "--patch", "--unified=0"]
    command += ["--no-color", "--no-renames", "--no-ext-diff", "--no-textconv"]
    command += ["--diff-merges=first-parent", f"--format={COMMIT}%h%n%B", "HEAD"]
    # Not as text: a lone CR would end a line there, and hunks say how many lines they have.
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as running:
        for line in running.stdout or ():
            yield line.decode("utf-8", "replace")
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)


def read_history(log: Iterable[str]) -> History:
    """By the numbers in the heads of hunks: an added line may look like any head."""
    history, commit, path, left, is_message = History(), "", "", 0, False
    for written in log:
        line = written.removesuffix("\n")
        if left and line.startswith("+"):
            left -= 1
            history.add(path, line[1:], commit)
        elif line.startswith(COMMIT):
            commit, is_message = line.removeprefix(COMMIT), True
        elif line.startswith("diff --git "):
            is_message = False
        elif is_message:
            history.add(MESSAGES, line, commit)
        elif hunk := HUNK.match(line):
            left = int(hunk[1] or 1)
        elif line.startswith("+++ b/"):
            path = line.removeprefix("+++ b/").rstrip("\t")
    return history


def is_scanned(path: str) -> bool:
    """By the same rules as a file of the tree."""
    return path == MESSAGES or (Path(path).suffix in SUFFIXES and not path.startswith(DATA))


def finds(history: History) -> list[Find]:
    """Whatever detect-secrets takes for one, by the rules of the baseline of the tree."""
    paths = sorted(history.lines)
    names = {f"{number:05}{Path(path).suffix}": path for number, path in enumerate(paths)}
    with tempfile.TemporaryDirectory() as folder:
        for name, path in names.items():
            text = "".join(f"{line.replace('\r', ' ')}\n" for line in history.lines[path])
            Path(folder, name).write_text(text, encoding="utf-8", newline="\n")
        with transient_settings(json.loads(BASELINE.read_text())):
            found = SecretsCollection(root=folder)
            if names:
                found.scan_files(*names)
    made = []
    for name, secret in found:
        lines = list(history.lines[names[name]].values())
        commit = lines[secret.line_number - 1]
        made.append(Find(commit, names[name], secret.type, secret.secret_hash))
    return sorted(made, key=lambda find: (find.path, find.kind, find.hash))


def known_hashes() -> set[str]:
    """Of what was looked at: in the tree of today, and in the history."""
    tree = json.loads(BASELINE.read_text())["results"].values()
    rows = KNOWN.read_text().splitlines()[1:] if KNOWN.exists() else []
    return {one["hashed_secret"] for some in tree for one in some} | {
        row.partition("\t")[0] for row in rows
    }


def take_in(new: Iterable[Find], reason: str) -> None:
    rows = KNOWN.read_text().splitlines()[1:] if KNOWN.exists() else []
    by_hash = {find.hash: f"{find.hash}\t{find.kind}\t{find.path}\t{reason}" for find in new}
    KNOWN.write_text("\n".join([HEAD, *sorted({*rows, *by_hash.values()})]) + "\n")


if __name__ == "__main__":
    sys.exit(run_command(partial(main, sys.argv[1:])))
