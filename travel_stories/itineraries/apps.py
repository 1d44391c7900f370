"""Itineraries that hosts compose together, and search in all that is told."""

from importlib import import_module

from django.apps import AppConfig


class ItinerariesConfig(AppConfig):
    name = "travel_stories.itineraries"

    def ready(self) -> None:
        import_module("travel_stories.itineraries.receivers")
        import_module("travel_stories.itineraries.registrations")
        import_module("travel_stories.itineraries.personal_data")
        import_module("travel_stories.itineraries.actions.moderation_adapter")
        import_module("travel_stories.itineraries.actions.moderation_adapter_photos")
        import_module("travel_stories.itineraries.presenters.page_panels")
        import_module("travel_stories.itineraries.presenters.search")
