"""Reports on safety."""

from importlib import import_module

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "emergency.safety"
    label = "emergency_safety"

    def ready(self) -> None:
        import_module("emergency.safety.receivers")
        import_module("emergency.safety.registrations")
