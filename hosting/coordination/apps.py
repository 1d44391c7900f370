"""The desk of a community."""

from importlib import import_module

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "hosting.coordination"

    def ready(self) -> None:
        import_module("hosting.coordination.registrations")
