"""What a trip asks of hosts, and what came of it."""

from importlib import import_module

from django.apps import AppConfig


class TripRequestsConfig(AppConfig):
    name = "travel_stories.trip_requests"

    def ready(self) -> None:
        import_module("travel_stories.trip_requests.receivers")
        import_module("travel_stories.trip_requests.trip_parts")
        import_module("travel_stories.trip_requests.registrations")
        import_module("travel_stories.trip_requests.personal_data")
        import_module("travel_stories.trip_requests.selectors.additions")
        import_module("travel_stories.trip_requests.selectors.attachable")
        import_module("travel_stories.trip_requests.selectors.favourites")
