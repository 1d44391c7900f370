"""Secret addresses by which other calendars read when a host's places are taken."""

from importlib import import_module

from django.apps import AppConfig


class CalendarLinksConfig(AppConfig):
    name = "hosting.calendar_links"
    label = "calendar_links"

    def ready(self) -> None:
        import_module("hosting.calendar_links.receivers")
        import_module("hosting.calendar_links.personal_data")
