"""The demonstration is made whole or not at all."""

import json

import pytest

from scripts import demo_database
from scripts.cli import RefusalError
from scripts.demo_database import is_continued_by, prepare


@pytest.fixture
def steps(monkeypatch):
    """The commands of Django that ran; put a name into `broken` to see it fail."""
    done, broken = [], set()

    def manage(folder, *words):
        done.append(words[0])
        (folder / "hirondelle.sqlite3").touch()
        if words[0] in broken:
            raise RefusalError("cut short", "interrompu")

    monkeypatch.setattr(demo_database, "manage", manage)
    monkeypatch.setattr(demo_database, "migrations", lambda: {"a/0001.py": "1"})
    monkeypatch.setattr(demo_database, "static_files", lambda: {"css/a.css": "1"})
    return done, broken


def test_prepare_makes_everything_the_first_time_and_nothing_the_second(steps, tmp_path):
    done, _ = steps

    prepare(tmp_path / "demo")
    prepare(tmp_path / "demo")

    assert done == ["migrate", "load_demo", "bind_queues", "collectstatic"]


def test_prepare_begins_anew_after_a_first_run_that_was_cut_short(steps, tmp_path):
    done, broken = steps
    broken.add("load_demo")
    with pytest.raises(RefusalError):
        prepare(tmp_path / "demo")
    half_made = tmp_path / "demo" / "media" / "half.webp"
    half_made.touch()
    broken.clear()

    prepare(tmp_path / "demo")

    assert done == ["migrate", "load_demo", "migrate", "load_demo", "bind_queues", "collectstatic"]
    assert not half_made.exists()


def test_prepare_keeps_what_is_there_when_a_migration_was_added(steps, monkeypatch, tmp_path):
    done, _ = steps
    prepare(tmp_path / "demo")
    photo = tmp_path / "demo" / "media" / "photo.webp"
    photo.touch()
    after = {"a/0001.py": "1", "a/0002.py": "2"}
    monkeypatch.setattr(demo_database, "migrations", lambda: after)

    prepare(tmp_path / "demo")

    assert done == ["migrate", "load_demo", "bind_queues", "collectstatic", "migrate"]
    assert photo.exists()
    assert json.loads((tmp_path / "demo" / "ready.json").read_text()) == after


@pytest.mark.parametrize("after", [{"a/0001.py": "changed"}, {"b/0001.py": "1"}])
def test_prepare_begins_anew_when_the_past_was_rewritten(steps, monkeypatch, tmp_path, after):
    done, _ = steps
    prepare(tmp_path / "demo")
    monkeypatch.setattr(demo_database, "migrations", lambda: after)

    prepare(tmp_path / "demo")

    assert done == ["migrate", "load_demo", "bind_queues", "collectstatic"] * 2


def test_prepare_collects_again_when_a_style_sheet_changed(steps, monkeypatch, tmp_path):
    done, _ = steps
    prepare(tmp_path / "demo")
    monkeypatch.setattr(demo_database, "static_files", lambda: {"css/a.css": "2"})

    prepare(tmp_path / "demo")
    prepare(tmp_path / "demo")

    assert done == ["migrate", "load_demo", "bind_queues", "collectstatic", "collectstatic"]


def test_prepare_collects_again_after_it_was_cut_short(steps, tmp_path):
    done, broken = steps
    broken.add("collectstatic")
    with pytest.raises(RefusalError):
        prepare(tmp_path / "demo")
    broken.clear()

    prepare(tmp_path / "demo")

    assert done == ["migrate", "load_demo", "bind_queues", "collectstatic", "collectstatic"]


def test_prepare_writes_secrets_that_only_the_owner_reads(steps, tmp_path):
    prepare(tmp_path / "one")
    prepare(tmp_path / "two")

    first, second = tmp_path / "one" / "secrets.env", tmp_path / "two" / "secrets.env"
    assert first.stat().st_mode & 0o777 == 0o600
    assert first.read_text() != second.read_text()


def test_static_files_knows_ours_and_what_is_installed():
    known = demo_database.static_files()

    assert {"uv.lock", "config/storage.py", "ui/static/css/site.css"} <= known.keys()


def test_migrations_knows_the_steps_of_every_package():
    steps = demo_database.migrations()

    assert {"uv.lock", "commons/accounts/migrations/0001_initial.py"} <= steps.keys()
    assert is_continued_by(steps | {"uv.lock": "older"}, steps)
