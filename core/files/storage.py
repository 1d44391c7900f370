"""Names of stored files, and folders of the default storage, be it a disk or a bucket."""

import secrets

from django.core.files.storage import default_storage


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
