"""System checks: every log refuses changes in the database itself, and of every column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from commons.audit.models import AppendOnly
from core.db.append_only import missing_triggers, trigger_differences

HINT = (
    "A migration built the table anew, which drops triggers on SQLite. Repeat its ProtectTable "
    "operation (core/db/append_only.py) at the end of that migration."
)
HINT_OTHER = (
    "A migration changed the table and didn’t repeat its ProtectTable operation "
    "(core/db/append_only.py), or somebody changed the triggers."
)


def protected_models() -> list[type[AppendOnly]]:
    """Of the tables in which nothing may be changed: every log, the digests and the batches."""
    models = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
    return sorted(models, key=lambda model: model._meta.db_table)


def protected_tables() -> list[str]:
    """Their tables."""
    return [model._meta.db_table for model in protected_models()]


@register(Tags.database)
def check_triggers(
    app_configs: Any, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """Error for each table that lacks a trigger, or has another one than its model declares.

    Tables that aren't migrated yet are left out, and the second as long as a migration waits, which
    may be the one that mends it.

    Run by `manage.py check --database default`, `migrate` and `check_site`.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        present = set(connection.introspection.table_names())
        for model in protected_models():
            if model._meta.db_table in present:
                found += _errors_of(connection, model)
    return found


def _errors_of(connection: BaseDatabaseWrapper, model: type[AppendOnly]) -> list[CheckMessage]:
    table = model._meta.db_table
    if missing := missing_triggers(connection, table):
        words = f"{table} can be changed: triggers are missing ({', '.join(missing)})."
        return [Error(words, hint=HINT, id="audit.E001")]
    others = trigger_differences(connection, model, model.PROTECTION)
    if others and _is_migrated(connection, model._meta.app_label):
        words = f"{table} isn’t protected as it has to be: {', '.join(others)}."
        return [Error(words, hint=HINT_OTHER, id="audit.E002")]
    return []


def _is_migrated(connection: BaseDatabaseWrapper, app_label: str) -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes(app_label))
