"""Editorial pages: home, destinations, themes, texts."""

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"

    def ready(self) -> None:
        import_module("cms.pages.receivers")
        import_module("cms.pages.registrations")
