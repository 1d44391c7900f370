"""What to bring, who does what, and which papers are still missing."""

from importlib import import_module

from django.apps import AppConfig


class TripListsConfig(AppConfig):
    name = "travel_stories.trip_lists"

    def ready(self) -> None:
        import_module("travel_stories.trip_lists.trip_parts")
        import_module("travel_stories.trip_lists.personal_data")
