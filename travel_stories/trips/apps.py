"""Trips that a group plans together: members, days and steps, history."""

from importlib import import_module

from django.apps import AppConfig


class TripsConfig(AppConfig):
    name = "travel_stories.trips"

    def ready(self) -> None:
        import_module("travel_stories.trips.receivers")
        import_module("travel_stories.trips.trip_parts")
        import_module("travel_stories.trips.registrations")
        import_module("travel_stories.trips.panels")
        import_module("travel_stories.trips.personal_data")
