"""`manage.py emergency rehearse`: beside the live tables, never in them."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from emergency.management.scratch import new_database
from emergency.models import Activation
from tests.factories.accounts import UserFactory

ROOT = Path(settings.BASE_DIR)


@pytest.mark.django_db
def test_nothing_is_played_where_people_are(settings):
    settings.EMERGENCY_REHEARSAL = True
    UserFactory()

    with pytest.raises(CommandError, match="People are in this database"):
        call_command("emergency", "rehearse")
    assert not Activation.objects.exists()


def test_settings_of_a_rehearsal_know_no_live_database(tmp_path):
    """Whoever doesn't say where plays nowhere, whatever address the site has."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={
            "DJANGO_SETTINGS_MODULE": "config.settings.rehearsal",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'live.sqlite3'}",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode != 0
    assert "REHEARSAL_DATABASE_URL" in ran.stderr
    assert not (tmp_path / "live.sqlite3").exists()


def test_new_database_goes_away_with_its_block():
    with new_database(on_server=False) as address:
        folder = Path(address.removeprefix("sqlite:///")).parent
        assert folder.is_dir()

    assert not folder.exists()


@pytest.mark.django_db
def test_on_server_needs_a_server(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "sqlite")
    with (
        pytest.raises(CommandError, match="no PostgreSQL server"),
        new_database(on_server=True),
    ):
        pass


@pytest.mark.django_db
def test_a_database_on_the_server_goes_away_with_its_block():
    """Where there is a server; a file has none, and says so."""
    if connection.vendor != "postgresql":
        with pytest.raises(CommandError), new_database(on_server=True):
            pass
        return

    with new_database(on_server=True) as address, psycopg.connect(address) as link:
        assert link.execute("SELECT current_database()").fetchone()[0].startswith("rehearsal_")

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(address)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_report_in_another_process():
    command = [sys.executable, "manage.py", "emergency", "rehearse"]
    options = ["--seed=3", "--requests=5", "--homes=20"]
    said = [
        subprocess.run(
            [*command, *options], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]

    first, second = ([line for line in text.splitlines() if "━" not in line] for text in said)
    assert first == second
