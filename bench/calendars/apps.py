"""The benches of calendars as an application, so that their commands are found."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "bench.calendars"
    label = "bench_calendars"
