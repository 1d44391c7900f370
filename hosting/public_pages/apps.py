"""Pages of offers and communities that anybody may read."""

from importlib import import_module

from django.apps import AppConfig


class PublicPagesConfig(AppConfig):
    name = "hosting.public_pages"

    def ready(self) -> None:
        import_module("hosting.public_pages.registrations")
