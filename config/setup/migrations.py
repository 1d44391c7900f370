"""Migrations that the database still waits for."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def count_unapplied_migrations() -> int:
    """How many `manage.py migrate` would apply."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
