"""What was erased, by public ids alone, in a journal that no backup holds: see docs/adr/0054.

After a restore, `manage.py replay_erasures` erases again what the backup brought back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from core.registry import KeyedRegistry


@dataclass(frozen=True, slots=True)
class Erasure:
    """One line of the journal."""

    noun: str
    public_id: str
    at: datetime

    @property
    def file_name(self) -> str:
        return f"{self.at:%Y-%m-%d}/{self.noun}-{self.public_id}.json"


class BrokenLineError(Exception):
    """A file of the journal that isn't whole: nobody can read what was erased."""


type Eraser = Callable[[str], bool]

erasers: Final = KeyedRegistry[str, Eraser]()


def register_eraser(noun: str, eraser: Eraser) -> None:
    """`eraser` erases what has this public id, and says whether there was anything to erase."""
    erasers.register(noun, eraser)


def journal() -> Storage:
    return storages["erasures"]


def write_line(erasure: Erasure) -> None:
    """Once: the same erasure has the same name. What a full disk cut off is written anew."""
    storage, name = journal(), erasure.file_name
    if storage.exists(name):
        with suppress(BrokenLineError):
            read_line(name)
            return
        storage.delete(name)
    line = {"noun": erasure.noun, "public_id": erasure.public_id, "at": erasure.at.isoformat()}
    storage.save(name, ContentFile(json.dumps(line).encode()))


def read_line(name: str) -> Erasure:
    """What a file of the journal says. Raises BrokenLineError."""
    with journal().open(name) as file:
        content = file.read()
    try:
        line = json.loads(content)
        at = datetime.fromisoformat(line["at"])
        return Erasure(str(line["noun"]), str(line["public_id"]), at.astimezone(UTC))
    except (ValueError, TypeError, KeyError) as failure:
        raise BrokenLineError(name) from failure


def journal_files() -> Iterator[str]:
    """The name of each file, the oldest day first."""
    storage = journal()
    if not storage.exists(""):
        return
    for day in sorted(storage.listdir("")[0]):
        for name in sorted(storage.listdir(day)[1]):
            yield f"{day}/{name}"


def read_journal() -> Iterator[tuple[str, Erasure]]:
    """Every line with the name of its file. Raises BrokenLineError."""
    return ((name, read_line(name)) for name in journal_files())
