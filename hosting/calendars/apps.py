"""Nights and sessions: what is open, and what is taken."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    name = "hosting.calendars"
    verbose_name = _("calendars")
