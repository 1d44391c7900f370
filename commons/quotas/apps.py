"""Counts of quotas in the database, while the cache is out of reach."""

from importlib import import_module

from django.apps import AppConfig


class QuotasConfig(AppConfig):
    name = "commons.quotas"

    def ready(self) -> None:
        import_module("commons.quotas.registrations")
