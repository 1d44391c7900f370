"""The coordinators' desk."""

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "emergency.desk"
    label = "emergency_desk"

    def ready(self) -> None:
        import_module("emergency.desk.registrations")
