"""Nights and sessions: what is open, and what is taken."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    name = "hosting.calendars"
    verbose_name = _("calendars")

    def ready(self) -> None:
        import_module("hosting.calendars.receivers")
        import_module("hosting.calendars.personal_data")
