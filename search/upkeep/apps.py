"""The index kept true: changes that are written, rebuilds, and a report."""

from importlib import import_module

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "search.upkeep"
    label = "search_upkeep"

    def ready(self) -> None:
        import_module("search.upkeep.receivers")
