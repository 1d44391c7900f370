"""The databases of tests are copies of a template that was migrated from nothing."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Collection, Page

from commons.accounts.models import User
from scripts import database_template
from scripts.cli import RefusalError
from scripts.machine import ROOT
from tests.factories.accounts import UserFactory

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
COUNT = 'SELECT count(*) FROM "{}"'
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
COLUMNS = """
    SELECT table_name, column_name, data_type, column_default, is_nullable
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
"""
INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""


def ask(*questions):
    """The rows of each question to the database of this test."""
    with connection.cursor() as cursor:
        answers = []
        for question in questions:
            cursor.execute(question)
            answers.append(cursor.fetchall())
    return answers


def read_database():
    """The schema of the database of this test, and how many rows each table has."""
    vendor = (COLUMNS, INDEXES, CONSTRAINTS) if connection.vendor == "postgresql" else (SCHEMA,)
    names = connection.introspection.table_names()
    counts = dict(zip(names, ask(*map(COUNT.format, names)), strict=True))
    return ask(*vendor), counts


def read_file(path):
    """The schema of an SQLite file, and how many rows each table has."""
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute(TABLES)]
        counts = {name: database.execute(COUNT.format(name)).fetchone() for name in names}
        return database.execute(SCHEMA).fetchall(), counts


@pytest.mark.django_db(transaction=True)
def test_flush_puts_the_template_back_after_a_test_that_committed():
    before = read_database()
    UserFactory()
    Page.objects.all().delete()
    Collection.objects.all().delete()
    assert read_database() != before

    call_command("flush", verbosity=0, interactive=False)

    assert read_database() == before
    assert not User.objects.exists()
    assert Page.objects.filter(depth=1).exists()
    assert Collection.get_first_root_node() is not None


@pytest.mark.django_db(transaction=True)
def test_flush_is_seen_by_a_connection_that_was_opened_before():
    user = UserFactory()
    call_command("flush", verbosity=0, interactive=False)

    assert not User.objects.filter(pk=user.pk).exists()
    assert UserFactory().pk is not None


@pytest.mark.exhaustive  # on a fresh checkout, the template was made of nothing a moment ago
@pytest.mark.slow
def test_the_template_is_what_migrations_make_of_nothing(tmp_path):
    anew = tmp_path / "anew.sqlite3"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=os.environ | database_template.SURROUNDINGS | {"DATABASE_URL": f"sqlite:///{anew}"},
        check=True,
    )

    assert read_file(database_template.ensure_file()) == read_file(anew)


def test_ensure_file_refuses_and_keeps_nothing_where_migrating_fails(monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(database_template, "FOLDER", tmp_path)
    monkeypatch.setattr(database_template, "fingerprint", lambda: "no-such-folder/template")

    with pytest.raises(RefusalError, match="couldn’t be migrated"):
        database_template.ensure_file()

    assert "unable to open database file" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file.lock"]


def test_ensure_file_makes_the_template_once(monkeypatch, tmp_path):
    made = []
    monkeypatch.setattr(database_template, "FOLDER", tmp_path)
    monkeypatch.setattr(database_template, "_migrate", made.append)
    monkeypatch.setattr(database_template, "fold_write_ahead_log", Path.touch)
    (tmp_path / "of-another-day.sqlite3").touch()

    first = database_template.ensure_file()
    second = database_template.ensure_file()

    assert (first, len(made)) == (second, 1)
    assert [path.name for path in tmp_path.glob("*.sqlite3*")] == [first.name]


def test_ensure_file_keeps_nothing_of_a_source_that_changed_meanwhile(monkeypatch, tmp_path):
    monkeypatch.setattr(database_template, "FOLDER", tmp_path)
    monkeypatch.setattr(database_template, "_migrate", lambda url: None)
    monkeypatch.setattr(database_template, "fingerprint", lambda: "of-an-hour-ago")

    with pytest.raises(RefusalError, match="The source code has changed"):
        database_template.ensure_file()

    assert not (tmp_path / "of-an-hour-ago.sqlite3").exists()


def test_fingerprint_follows_what_migrates_settings_and_packages(monkeypatch, tmp_path):
    def fingerprint_with(**texts):
        for name, path in places.items():
            (tmp_path / path).write_text(texts.get(name, "1"))
        return database_template.fingerprint.__wrapped__()

    places = {
        "migration": "hosting/offers/migrations/0001_initial.py",
        "receiver": "hosting/offers/receivers/review.py",
        "preparation": "hosting/offers/actions/review_setup.py",
        "index": "search/engines/sqlite/tables.py",
        "settings": "config/settings/base.py",
        "lock": "uv.lock",
    }
    for name in (*places.values(), *database_template.INPUTS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(database_template, "ROOT", tmp_path)

    seen = [fingerprint_with(), *(fingerprint_with(**{name: "2"}) for name in places)]

    assert fingerprint_with() == seen[0]
    assert len(set(seen)) == 1 + len(places)


@pytest.mark.parametrize(
    ("after", "starts_from"),
    [
        ({"a": "1", "b": "1"}, "the last template"),
        ({"a": "2"}, ""),
        ({"b": "1"}, ""),
    ],
    ids=["added", "changed", "removed"],
)
def test_ensure_file_goes_on_from_the_last_template(monkeypatch, tmp_path, after, starts_from):
    def migrate(url):
        file = Path(url.removeprefix("sqlite:///"))
        found.append(file.read_text() if file.exists() else "")
        file.write_text("the last template")

    found = []
    monkeypatch.setattr(database_template, "FOLDER", tmp_path)
    monkeypatch.setattr(database_template, "_migrate", migrate)
    monkeypatch.setattr(database_template, "fold_write_ahead_log", Path.touch)
    for sources in ({"a": "1"}, after):
        monkeypatch.setattr(database_template, "_digests", lambda now=sources: now)
        name = database_template._read_fingerprint()
        monkeypatch.setattr(database_template, "fingerprint", lambda name=name: name)
        last = database_template.ensure_file()

    assert found == ["", starts_from]
    assert [path.name for path in tmp_path.glob("*.sqlite3*")] == [last.name]
