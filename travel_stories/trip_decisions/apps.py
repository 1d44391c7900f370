"""What a group decides: ideas, polls, votes and comments."""

from importlib import import_module

from django.apps import AppConfig


class TripDecisionsConfig(AppConfig):
    name = "travel_stories.trip_decisions"

    def ready(self) -> None:
        import_module("travel_stories.trip_decisions.receivers")
        import_module("travel_stories.trip_decisions.trip_parts")
        import_module("travel_stories.trip_decisions.registrations")
        import_module("travel_stories.trip_decisions.personal_data")
        import_module("travel_stories.trip_decisions.registrations")
