"""Submitted forms and how their senders are reached."""

from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "emergency.intake"
    label = "emergency_intake"

    def ready(self) -> None:
        import_module("emergency.intake.checks")
        import_module("emergency.intake.receivers")
        import_module("emergency.intake.registrations")
