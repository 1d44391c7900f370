"""The smallest demonstration, in a database beside that of tests.

On PostgreSQL each process loads it. On SQLite one does, and the others of its run copy its files.
"""

import fcntl
import shutil
import sqlite3
from contextlib import closing, contextmanager
from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation

from commons.geography.choices import LocalityKind
from commons.geography.models import Locality
from commons.geography.selectors.localities import read_gazetteer
from demo.loading.written import DATA, communities, offers, phrases, story_places
from demo.records import Lodging, read_records
from scripts import database_template
from tests.factories.geography import LocalityFactory


def know_places():
    """The communes and cities that a small demonstration speaks of, without all the others."""
    stays = read_records(DATA / "prepared" / "touraine_stays.jsonl", Lodging)
    points = {record.insee: (record.lat, record.lon) for record in stays}
    codes = {insee for _name, insee in phrases()["stations"]}
    codes |= {one["where"] for one in offers() if isinstance(one["where"], str)}
    codes |= {text.locality[3:] for text in communities() if text.locality.startswith("fr:")}
    codes |= {record.insee for record in stays if record.id.startswith(("35ab6da8", "221dc28c"))}
    codes |= {code[3:] for code in story_places() if code.startswith("fr:")}
    rows = []
    for number, insee in enumerate(sorted(codes)):  # each elsewhere, as a road wants it
        latitude, longitude = points.get(insee, (47.3 + number / 100, 0.9))
        rows.append(
            LocalityFactory.build(code=f"fr:{insee}", latitude=latitude, longitude=longitude)
        )
    for code, name in (("geonames:2803138", "Antwerp"), ("geonames:3181928", "Bologna")):
        rows.append(LocalityFactory.build(code=code, name=name, kind=LocalityKind.CITY))
    Locality.objects.bulk_create(rows)


def load_small(*options):
    """What the command says."""
    output = StringIO()
    call_command("load_demo", "--size", "small", *options, stdout=output)
    return output.getvalue()


@contextmanager
def connected_to(database):
    """Django works on the database of this name until the block ends."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def load_for_good():
    """As a test would that rolls back: what waits for the commit (the outbox) is not done.

    Django does it when the connection commits by itself again; it forgets it when that is closed.
    """
    transaction.set_autocommit(False)
    with transaction.atomic():
        know_places()
        load_small()
    transaction.commit()
    connection.close()


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory, worker_id):
    """A folder for what was loaded, which all processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "small-demo"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker, kept_demo):
    """The name of a database of its own that holds the demonstration; one a process."""
    translation.deactivate()
    cache.clear()
    read_gazetteer.cache_clear()
    name = f"{connection.settings_dict['NAME']}_demo"
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with (kept_demo / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                load_or_copy(name, kept_demo)
        else:
            load_into(name)
    return name


def load_into(name):
    database_template.copy_template(connection.settings_dict, name)
    with connected_to(name):
        load_for_good()


def load_or_copy(name, kept):
    """Load it and keep a copy that no test sees, or copy what another process kept."""
    rows, media = kept / "rows.sqlite3", kept / "media"
    if rows.exists():
        copy_rows(rows, name)
        shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    else:
        load_into(name)
        shutil.copytree(settings.MEDIA_ROOT, media, dirs_exist_ok=True)
        copy_rows(name, kept / "unfinished")
        (kept / "unfinished").rename(rows)


def copy_rows(source, target):
    """Make an SQLite database an exact copy of another, whatever it held."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


@pytest.fixture(scope="module")
def small_demo(demo_database):
    """For a whole module, since a test opens its transaction before it asks for anything else."""
    with connected_to(demo_database):
        yield
