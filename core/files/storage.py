"""List folders of the default storage, be it a disk or a bucket."""

from django.core.files.storage import default_storage


def list_dir(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in it. One that isn't there holds nothing: a bucket knows no folders."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return folders, files
