"""Names of stored files, and folders of the default storage, be it a disk or a bucket."""

import secrets
from collections.abc import Collection, Iterator
from typing import Any

from django.core.files.storage import Storage, default_storage, storages
from django.db.models import QuerySet


def list_dir(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in it. One that isn't there holds nothing: a bucket knows no folders."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return folders, files


def random_path(suffix: str = "") -> str:
    """`ab/ab…`: 128 bits that nobody guesses and that tell nothing about the uploaded name."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}{suffix}"


def private_storage() -> Storage:
    """Where no web server looks; see the setting STORAGES."""
    return storages["private"]


def read_chunks(storage: Storage, name: str) -> Iterator[bytes]:
    """The bytes of a stored file, a piece at a time."""
    with storage.open(name) as file:
        yield from file.chunks()


def unowned_files(
    storage: Storage, folder: str, *owners: QuerySet[Any], columns: Collection[str] = ("file",)
) -> Iterator[str]:
    """Names in the subfolders of `folder` that no row of `owners` has in one of these columns.

    Left by what was never committed, or by rows that are gone.
    """
    if not storage.exists(folder):
        return
    for subfolder in storage.listdir(folder)[0]:
        names = {
            f"{folder}/{subfolder}/{name}" for name in storage.listdir(f"{folder}/{subfolder}")[1]
        }
        for rows in owners:
            for column in columns:
                owned = rows.filter(**{f"{column}__in": names})
                names = names.difference(owned.values_list(column, flat=True))
        yield from names
