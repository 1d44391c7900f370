"""The benches as an application, so that they find tables, pages and commands."""

import os

from django.apps import AppConfig
from django.db.models import QuerySet


class BenchConfig(AppConfig):
    """Does nothing by itself, except where a race needs its control."""

    name = "bench"

    def ready(self) -> None:
        """The control of a race is a server that takes no row lock at all."""
        if os.environ.get("BENCH_WITHOUT_LOCKS"):
            setattr(QuerySet, "select_for_update", lambda rows, **_options: rows.all())  # noqa: B010
