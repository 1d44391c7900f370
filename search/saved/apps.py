"""Searches that people keep."""

from importlib import import_module

from django.apps import AppConfig


class SavedConfig(AppConfig):
    name = "search.saved"
    label = "saved_searches"

    def ready(self) -> None:
        import_module("search.saved.receivers")
        import_module("search.saved.personal_data")
        import_module("search.saved.registrations")
