"""`manage.py emergency`: rehearse beside the live tables, and the switch by two accounts."""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from emergency.activations.models.activations import Activation
from emergency.activations.models.switching import SwitchProposal
from emergency.simulation.management.scratch import new_database
from scripts import database_template
from tests.exhaustive import IS_EXHAUSTIVE, size
from tests.factories.accounts import UserFactory
from tests.factories.emergency import ActivationFactory, CategoryFactory, DutyFactory

ROOT = Path(settings.BASE_DIR)


@pytest.mark.django_db
def test_nothing_is_played_where_people_are(settings):
    settings.EMERGENCY_REHEARSAL = True
    UserFactory()

    with pytest.raises(CommandError, match="This database already has accounts or emergencies"):
        call_command("emergency", "rehearse")
    assert not Activation.objects.exists()


def test_settings_of_a_rehearsal_know_no_live_database(tmp_path):
    """Whoever doesn't say where plays nowhere, whatever address the site has."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={
            "DJANGO_SETTINGS_MODULE": "config.settings.simulation",
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


def on_tables(file):
    """The surroundings of a rehearsal in a new copy of the template, which saves a minute."""
    shutil.copy(database_template.ensure_file(), file)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.simulation",
        "REHEARSAL_DATABASE_URL": f"sqlite:///{file}",
    }


@pytest.mark.slow
def test_the_same_seed_gives_the_same_report_in_another_process(tmp_path):
    """Twice on tables that were migrated before; once by the command alone if all is tried."""
    alone = dict(os.environ) if IS_EXHAUSTIVE else on_tables(tmp_path / "first.sqlite3")
    other = on_tables(tmp_path / "second.sqlite3") | {"PYTHONHASHSEED": "0"}
    command = [sys.executable, "manage.py", "emergency", "rehearse"]
    options = [
        "--seed=3",
        *size(("--requests=3", "--homes=10"), exhaustive=("--requests=5", "--homes=20")),
    ]
    said = [
        subprocess.run(
            [*command, *options], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        ).stdout
        for env in (alone, other)
    ]

    first, second = ([line for line in text.splitlines() if "━" not in line] for text in said)
    assert len(first) > 10
    assert first == second


def declarable(**traits):
    """Everything that a declaration needs, and somebody who may propose it."""
    activation = ActivationFactory(draft=True, **traits)
    CategoryFactory(activation=activation)
    duties = DutyFactory.create_batch(2, activation=activation, sees_safety=True)
    ruler = UserFactory()
    ruler.user_permissions.add(Permission.objects.get(codename="change_activation"))
    return activation, ruler.email, duties[0].person.email


def switched(activation, change, **options):
    said = StringIO()
    call_command("emergency", "switch", change, activation.public_id, stdout=said, **options)
    activation.refresh_from_db()
    return said.getvalue()


@pytest.mark.django_db
def test_switch_by_two_accounts_is_made_at_once():
    activation, first, second = declarable()

    said = switched(activation, "declare", by=first, confirmed_by=second)

    assert (activation.state, said) == ("active", "Indre-et-Loire: Open\n")


@pytest.mark.django_db
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_switch_writes_down_that_a_command_spoke_for_the_accounts(is_confirmed):
    activation, first, second = declarable()

    switched(activation, "declare", by=first, **{"confirmed_by": second} if is_confirmed else {})

    row = AuditEntry.objects.get(verb="switch.by_command")
    accounts = [User.objects.get(email=email).pk for email in (first, second)]
    assert (row.actor, row.data) == (
        None,
        {
            "change": "declare",
            "by": accounts[0],
            "confirmed_by": accounts[1] if is_confirmed else None,
        },
    )


@pytest.mark.django_db
def test_switch_by_one_account_waits_for_another():
    activation, first, _second = declarable()

    said = switched(activation, "declare", by=first)

    assert activation.state == "draft"
    assert "someone else has to confirm this by" in said


@pytest.mark.django_db
def test_switch_of_a_drill_needs_one_account():
    activation, first, _second = declarable(is_drill=True)

    switched(activation, "declare", by=first)

    assert activation.state == "active"


@pytest.mark.django_db
def test_switch_without_colleagues_says_from_when():
    activation, first, _second = declarable()
    activation.duties.all().delete()
    Activation.objects.update(state="active")

    said = switched(activation, "end", by=first)

    assert activation.state == "active"
    assert ": takes effect on" in said


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["the same twice", "a stranger first", "a stranger second"])
def test_switch_is_refused_and_leaves_nothing_behind(who):
    activation, first, second = declarable()
    stranger = UserFactory().email
    accounts = {
        "the same twice": {"by": first, "confirmed_by": first},
        "a stranger first": {"by": stranger, "confirmed_by": second},
        "a stranger second": {"by": first, "confirmed_by": stranger},
    }[who]

    with pytest.raises(CommandError, match="One of these accounts doesn’t have permission"):
        switched(activation, "declare", **accounts)

    assert not SwitchProposal.objects.exists()
    assert not Activation.objects.exclude(state="draft").exists()


@pytest.mark.django_db
def test_switch_says_what_is_wrong():
    activation, first, second = declarable()

    with pytest.raises(CommandError, match="No active account uses the email address nobody@"):
        switched(activation, "declare", by="nobody@example.org")
    with pytest.raises(CommandError, match="no longer possible"):
        switched(activation, "end", by=first, confirmed_by=second)
    activation.public_id = "nowhere0"
    with pytest.raises(CommandError, match="No emergency found for “nowhere0”"):
        switched(activation, "declare", by=first)
