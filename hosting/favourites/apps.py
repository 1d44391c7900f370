"""Offers that people keep in lists of their own."""

from importlib import import_module

from django.apps import AppConfig


class FavouritesConfig(AppConfig):
    name = "hosting.favourites"
    label = "favourites"

    def ready(self) -> None:
        import_module("hosting.favourites.receivers")
        import_module("hosting.favourites.personal_data")
        import_module("hosting.favourites.registrations")
