"""A benchmark speaks to the services that it is given, and to nobody where all is down."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from scripts import demo_database

ASKED = """
import django
django.setup()
from celery import current_app
connection = current_app.connection_for_write()
print(connection.transport.driver_type, connection.port)
"""
GIVEN = {"DATABASE_URL": "postgres://localhost/none", "REDIS_URL": "redis://127.0.0.1:6390/0"}


@pytest.mark.parametrize(
    ("given", "spoken_to"),
    [
        ({}, "filesystem None"),
        (GIVEN, "redis 6390"),
        ({"BENCH_ALL_DOWN": "1"}, "redis 9"),
        (GIVEN | {"BENCH_ALL_DOWN": "1"}, "redis 9"),
    ],
)
def test_the_broker_is_the_one_that_was_given(given, spoken_to, tmp_path):
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    demo_database.lay_out(tmp_path)
    made = demo_database.environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}

    asked = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**known, **made, **given},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert asked.stdout.strip() == spoken_to, asked.stderr
