"""The demonstration that browser tests copy, while other processes may want it too."""

from fcntl import LOCK_EX
from threading import Thread

import pytest

from scripts.processes import wait_until
from tests.e2e.demo_site import copy_loaded, loaded, locked

pytestmark = pytest.mark.demonstration


def stamps(folder):
    """When anything in it, or beside it, was written; a folder when a file came or went."""
    return {path: path.stat().st_mtime_ns for path in [folder.parent, *folder.parent.rglob("*")]}


def test_loaded_writes_nothing_where_the_demonstration_is_ready():
    before = stamps(loaded())

    again = loaded.__wrapped__()  # as the next process does

    assert stamps(again) == before


def test_copy_loaded_waits_for_whoever_builds(tmp_path):
    loaded()
    copying = Thread(target=copy_loaded, args=[tmp_path / "copy"])
    with locked(LOCK_EX):
        copying.start()
        came_too_early = wait_until((tmp_path / "copy").exists, within=0.5)
    copying.join()

    assert not came_too_early
    assert (tmp_path / "copy" / "ready.json").exists()
