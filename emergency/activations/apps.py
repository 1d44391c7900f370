"""Emergencies: declared, ruled and ended; who coordinates them, hospitals, partners."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivationsConfig(AppConfig):
    name = "emergency.activations"
    label = "emergency_activations"
    verbose_name = _("Emergency housing")

    def ready(self) -> None:
        import_module("emergency.activations.checks")
        import_module("emergency.activations.registrations")
