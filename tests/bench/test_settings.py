"""A benchmark speaks to the services that it is given, and to nobody where all is down."""

import os

import pytest

from scripts import demo_database
from tests.settings_processes import ready_to_start

# Jobs are found through this app; none of them has to be imported to know where it would be sent.
ASKED = """
from config.celery import app
connection = app.connection_for_write()
print(connection.transport.driver_type, connection.port)
"""
GIVEN = {"DATABASE_URL": "postgres://localhost/none", "REDIS_URL": "redis://127.0.0.1:6390/0"}
KNOWN = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


@pytest.fixture(scope="module")
def start():
    with ready_to_start(**KNOWN) as start:
        yield start


@pytest.mark.parametrize(
    ("given", "spoken_to"),
    [
        ({}, "filesystem None"),
        (GIVEN, "redis 6390"),
        ({"BENCH_ALL_DOWN": "1"}, "redis 9"),
        (GIVEN | {"BENCH_ALL_DOWN": "1"}, "redis 9"),
    ],
)
def test_the_broker_is_the_one_that_was_given(start, given, spoken_to, tmp_path):
    demo_database.lay_out(tmp_path)
    made = demo_database.environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}

    asked = start(ASKED, {**KNOWN, **made, **given})

    assert asked.stdout.strip() == spoken_to, asked.stderr
