"""Places, distances, and what maps are drawn from."""

from importlib import import_module

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "commons.geography"

    def ready(self) -> None:
        import_module("commons.geography.checks")
