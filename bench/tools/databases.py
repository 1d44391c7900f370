"""Benchmarks that Django runs on a database of their own: on SQLite, then on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.tools.node import search_node
from scripts import demo_database, messages
from scripts.machine import ROOT
from scripts.services import running_services


def on_each(*commands: Sequence[str], only: Sequence[str] = ("sqlite", "postgresql")) -> None:
    """These commands on each database; Elasticsearch is there on the first of them."""
    with search_node() as node:
        named = {"ELASTICSEARCH_URL": node} if node else {}
        if "sqlite" in only:
            on_one(commands, named)
        if "postgresql" in only:
            with running_services() as services:
                on_one(commands, services.environment() | ({} if "sqlite" in only else named))


def on_one(commands: Sequence[Sequence[str]], addresses: Mapping[str, str]) -> None:
    """Make the tables, then run. What is searched names things in both languages."""
    messages.compile_all()
    known = {
        name: text
        for name, text in os.environ.items()
        if name not in ("DATABASE_URL", "ELASTICSEARCH_URL", "SEARCH_URL")
    }
    with tempfile.TemporaryDirectory() as folder:
        demo_database.lay_out(Path(folder))
        settings = demo_database.environment(Path(folder))
        settings |= {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        for command in (("migrate", "--run-syncdb", "--verbosity", "0"), *commands):
            ran = [sys.executable, "manage.py", *command]
            subprocess.run(ran, cwd=ROOT, env={**known, **settings, **addresses}, check=True)
