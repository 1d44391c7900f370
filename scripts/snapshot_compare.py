"""Two folders of page snapshots beside each other: what is missing, new, or says something else."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Final

from scripts.cli import RefusalError
from scripts.snapshot_text import file_name

FORMAT: Final = 1
"""Raised whenever what is kept, or how it is written, changes."""

ABOUT, INDEX = "about.json", "index.tsv"
COLUMNS: Final = ("role", "language", "view", "url", "status", "sha256")
LONGEST_LINE = 300  # signs of a line that are printed
DIFF_LINES = 24  # of one difference
NAMED_PAGES = 4  # of all that differ alike

type Key = tuple[str, str, str]  # role, language, address
type Renames = Mapping[str, str]


@dataclass(frozen=True)
class Snapshots:
    """What a folder holds: the view and the sum of each page."""

    folder: Path
    views: dict[Key, str]
    sums: dict[Key, str]

    def text(self, key: Key) -> str:
        role, language, url = key
        path = self.folder / "pages" / role / language / file_name(url)
        return path.read_text(newline="\n")


@dataclass
class Differences:
    """Pages by how they differ; those that differ alike stand together."""

    missing: list[Key] = field(default_factory=list)
    new: list[Key] = field(default_factory=list)
    texts: dict[tuple[str, ...], list[Key]] = field(default_factory=dict)
    views: dict[tuple[str, str], list[Key]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.missing, self.new, self.texts, self.views))


def read(folder: Path) -> Snapshots:
    """The snapshots of a folder. Raises RefusalError where there are none that we can read."""
    about = read_about(folder)
    if about.get("format") != FORMAT:
        raise RefusalError(
            f"{folder} uses another format ({about.get('format')}, not {FORMAT}). Create it again.",
            f"{folder} utilise un autre format ({about.get('format')}, et non {FORMAT}). "
            "Créez-le à nouveau.",
        )
    lines = (folder / INDEX).read_text().splitlines()
    rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]
    keys = [(row["role"], row["language"], row["url"]) for row in rows]
    return Snapshots(
        folder,
        {key: row["view"] for key, row in zip(keys, rows, strict=True)},
        {key: row["sha256"] for key, row in zip(keys, rows, strict=True)},
    )


def read_about(folder: Path) -> dict[str, object]:
    """How a folder was written. Raises RefusalError where there is no complete one."""
    try:
        about: dict[str, object] = json.loads((folder / ABOUT).read_text())
    except (OSError, ValueError) as error:
        raise RefusalError(
            f"{folder} doesn’t contain a complete set of snapshots.",
            f"{folder} ne contient pas d’instantanés complets des pages.",
        ) from error
    return about


def require_same_walk(before: Path, after: Path) -> None:
    """Refuse two folders that were written with different options."""
    if read_about(before) != read_about(after):
        raise RefusalError(
            f"{before} and {after} weren’t written with the same options (see {ABOUT}).",
            f"{before} et {after} n’ont pas été écrits avec les mêmes options (voir {ABOUT}).",
        )


def read_renames(path: Path) -> dict[str, str]:
    """Two columns, old and new, separated by a tab; empty lines and those with # are skipped."""
    try:
        lines = path.read_text().splitlines()
    except OSError as error:
        raise RefusalError(f"{path} can’t be read.", f"{path} est illisible.") from error
    renames: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        old, _tab, new = line.strip().partition("\t")
        if not new or "\t" in new or renames.setdefault(old, new) != new:
            raise RefusalError(
                f"{path}, line {number}: expected two columns, "
                "with a single new name for each old one.",
                f"{path}, ligne {number} : il faut deux colonnes, "
                "avec un seul nouveau nom par ancien nom.",
            )
    return renames


def renamed(text: str, renames: Renames) -> str:
    """The text with all names replaced at once, each where it stands as a whole word.

    A hyphen and a colon belong to a name: `card` is replaced neither in `card-title` nor in
    `hosting:card`.
    """
    if not renames:
        return text
    longest_first = sorted(renames, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first)
    pattern = re.compile(rf"(?<![\w-])(?<!\w:)(?:{names})(?![\w-])(?!:\w)")
    return pattern.sub(lambda match: renames[match[0]], text)


def compare(before: Snapshots, after: Snapshots, renames: Renames) -> Differences:
    """How `after` differs from `before` once the names in `before` are replaced."""
    found = Differences(
        missing=sorted(before.sums.keys() - after.sums.keys()),
        new=sorted(after.sums.keys() - before.sums.keys()),
    )
    texts, views = defaultdict(list), defaultdict(list)
    for key in sorted(before.sums.keys() & after.sums.keys()):
        view = renames.get(before.views[key], before.views[key])
        if view != after.views[key]:
            views[view, after.views[key]].append(key)
        if not renames and before.sums[key] == after.sums[key]:
            continue
        old, new = renamed(before.text(key), renames), after.text(key)
        if old != new:
            # Without the lines around them and where they stand, pages that differ alike are found.
            changed = [*unified_diff(_lines(old), _lines(new), n=0, lineterm="")][2:]
            if lines := tuple(line for line in changed if not line.startswith("@@")):
                texts[lines].append(key)
    found.texts, found.views = dict(texts), dict(views)
    return found


def _lines(text: str) -> list[str]:
    """A tag on a line of its own, so that a difference is short."""
    return text.replace("><", ">\n<").split("\n")


def report(found: Differences) -> Iterator[str]:
    """The differences in lines for a terminal, what most pages share first."""
    for title, keys in (("missing", found.missing), ("new", found.new)):
        if keys:
            yield f"{len(keys)} {title}:"
            yield from (f"  {_in_words(key)}" for key in keys)
    for (old, new), keys in _most_first(found.views):
        yield f"Pages with another view: {len(keys)} ({old} → {new})"
        yield from _examples(keys)
    for lines, keys in _most_first(found.texts):
        yield f"Pages that differ in the same way: {len(keys)}"
        yield from _examples(keys)
        yield from (f"    {line[:LONGEST_LINE]}" for line in lines[:DIFF_LINES])
        if len(lines) > DIFF_LINES:
            yield f"    … and {len(lines) - DIFF_LINES} more lines"
    differ = len({key for keys in found.texts.values() for key in keys})
    yield f"{len(found.missing)} missing, {len(found.new)} new, {differ} different."


def _most_first[Group](groups: dict[Group, list[Key]]) -> list[tuple[Group, list[Key]]]:
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def _examples(keys: list[Key]) -> Iterator[str]:
    yield from (f"  {_in_words(key)}" for key in keys[:NAMED_PAGES])
    if len(keys) > NAMED_PAGES:
        yield f"  … and {len(keys) - NAMED_PAGES} more"


def _in_words(key: Key) -> str:
    return " ".join(key)
