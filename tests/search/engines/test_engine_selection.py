"""One setting chooses, and nothing is imported that isn't used."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from scripts.machine import ROOT
from search.engines.engine_selection import engine, require_readable
from search.engines.failover import FailoverEngine
from tests.imported_modules import OTHER_ENGINE, steps_of

VENDOR = {"sqlite": "sqlite", "postgresql": "postgres"}


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

    assert isinstance(chosen, FailoverEngine)
    assert [one.name for one in chosen.engines] == ["elasticsearch", VENDOR[connection.vendor]]


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        pytest.param("engine chosen", ("SqliteEngine", False), id="sqlite"),
        pytest.param("engine of a server chosen", ("FailoverEngine", True), id="elasticsearch"),
    ],
)
def test_only_who_searches_a_server_imports_its_client(step, answer):
    chosen = steps_of(OTHER_ENGINE, DATABASE_URL="", SEARCH_URL="")[step]

    assert (chosen.answer, "elasticsearch" in chosen.modules) == answer


@pytest.mark.parametrize(
    ("url", "why"),
    [
        pytest.param(
            "solr://search",
            "SEARCH_URL can’t be read. Use one of: sqlite:, postgres:, "
            "elasticsearch://…, elasticsearchs://….",
            id="unknown",
        ),
        pytest.param(
            "postgres:", "SEARCH_URL is postgres:, but the database is sqlite.", id="other-database"
        ),
        pytest.param("elasticsearch://", "SEARCH_URL can’t be read: it has no host.", id="no-host"),
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
        "django.core.exceptions.ImproperlyConfigured: SEARCH_URL can’t be read"
    )
