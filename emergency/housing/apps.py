"""Roofs asked for and homes lent: verification, proposals, stays, messages and keys."""

from importlib import import_module

from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "emergency.housing"
    label = "emergency_housing"

    def ready(self) -> None:
        import_module("emergency.housing.receivers")
        import_module("emergency.housing.registrations")
