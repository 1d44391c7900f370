"""The benches as an application, so that they find tables, pages and commands."""

import os
from typing import Any

from django.apps import AppConfig
from django.db.models import QuerySet


class BenchConfig(AppConfig):
    """Does nothing by itself, except where a race needs its control."""

    name = "bench"

    def ready(self) -> None:
        """The control of a race is a server that takes no row lock at all."""
        if os.environ.get("BENCH_WITHOUT_LOCKS"):
            setattr(QuerySet, "select_for_update", _without_lock)  # noqa: B010


def _without_lock(rows: QuerySet[Any], **options: Any) -> QuerySet[Any]:
    return rows.all()
