"""Calendars that hosts keep elsewhere: which nights are taken there."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarFeedsConfig(AppConfig):
    name = "hosting.calendar_feeds"
    verbose_name = _("calendars kept elsewhere")

    def ready(self) -> None:
        import_module("hosting.calendar_feeds.receivers")
        import_module("hosting.calendar_feeds.personal_data")
