"""What is counted once a day, and what of it is published."""

from importlib import import_module

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "emergency.figures"
    label = "emergency_figures"

    def ready(self) -> None:
        import_module("emergency.figures.registrations")
