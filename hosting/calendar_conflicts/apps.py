"""Dates that a calendar elsewhere takes, and something agreed on here as well."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConflictsConfig(AppConfig):
    name = "hosting.calendar_conflicts"
    verbose_name = _("dates taken twice")

    def ready(self) -> None:
        import_module("hosting.calendar_conflicts.receivers")
        import_module("hosting.calendar_conflicts.personal_data")
        import_module("hosting.calendar_conflicts.registrations")
