"""Sign-up of employees for a trip of their works council."""

from importlib import import_module

from django.apps import AppConfig


class TripSignUpsConfig(AppConfig):
    name = "travel_stories.trip_sign_ups"

    def ready(self) -> None:
        import_module("travel_stories.trip_sign_ups.trip_parts")
        import_module("travel_stories.trip_sign_ups.receivers")
        import_module("travel_stories.trip_sign_ups.registrations")
        import_module("travel_stories.trip_sign_ups.personal_data")
