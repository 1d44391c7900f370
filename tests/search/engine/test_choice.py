"""One setting chooses, and nothing is imported that isn't used."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from scripts.machine import ROOT
from search.engine.choice import engine, require_readable
from search.engine.circuit import Circuit

VENDOR = {"sqlite": "sqlite", "postgresql": "postgres"}
WHO_IMPORTS = (
    "import sys, django; django.setup(); from search.engine.choice import engine;"
    "print(type(engine()).__name__, 'elasticsearch' in sys.modules)"
)


def test_engine_follows_the_database(settings):
    settings.SEARCH_URL = ""
    of_database = engine()
    settings.SEARCH_URL = f"{VENDOR[connection.vendor]}:"

    assert of_database.name == VENDOR[connection.vendor]
    assert type(engine()) is type(of_database)


def test_engine_is_made_once(settings):
    settings.SEARCH_URL = ""

    assert engine() is engine()


def test_engine_of_a_server_has_the_database_for_stand_by(settings):
    settings.SEARCH_URL = "elasticsearch://127.0.0.1:1/offers"

    chosen = engine()

    assert isinstance(chosen, Circuit)
    assert [one.name for one in chosen.engines] == ["elasticsearch", VENDOR[connection.vendor]]


@pytest.mark.parametrize(
    ("url", "answer"), [("", "SqliteEngine False\n"), ("elasticsearch://search", "Circuit True\n")]
)
def test_only_who_searches_a_server_imports_its_client(url, answer):
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SEARCH_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}

    ran = subprocess.run(
        [sys.executable, "-c", WHO_IMPORTS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == answer


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (
            "solr://search",
            "SEARCH_URL can't be read: it is none of sqlite:, postgres:, "
            "elasticsearch://…, elasticsearchs://….",
        ),
        ("postgres:", "SEARCH_URL is postgres:, but the database is sqlite."),
        ("elasticsearch://", "SEARCH_URL can't be read: it names no host."),
    ],
)
def test_require_readable_refuses_at_the_start(url, why):
    with pytest.raises(ImproperlyConfigured) as refusal:
        require_readable(url, "sqlite")

    assert str(refusal.value) == why


def test_a_process_does_not_start_with_a_url_that_names_nothing():
    environment = os.environ | {"SEARCH_URL": "solr://search"}

    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1].startswith(
        "django.core.exceptions.ImproperlyConfigured: SEARCH_URL can't be read"
    )
