"""Travel stories: trips that a group plans together, and what they tell of them afterwards."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TravelStoriesConfig(AppConfig):
    name = "travel_stories"
    verbose_name = _("Travel stories")

    def ready(self) -> None:
        import_module("travel_stories.receivers.trips")
        import_module("travel_stories.receivers.decisions")
        import_module("travel_stories.receivers.requests")
        import_module("travel_stories.receivers.stories")
        import_module("travel_stories.receivers.itineraries")
        import_module("travel_stories.receivers.notebooks")
        import_module("travel_stories.queries.additions")
        import_module("travel_stories.queries.attachable")
        import_module("travel_stories.notification_categories.trips")
        import_module("travel_stories.notification_categories.requests")
        import_module("travel_stories.notification_categories.decisions")
        import_module("travel_stories.notification_categories.stories")
        import_module("travel_stories.notification_categories.itineraries")
        import_module("travel_stories.reportable_types.stories")
        import_module("travel_stories.reportable_types.itineraries")
        import_module("travel_stories.reportable_photos.stories")
        import_module("travel_stories.reportable_photos.itineraries")
        import_module("travel_stories.queries.embeds")
        import_module("travel_stories.queries.itinerary_panels")
        import_module("travel_stories.log_sources.stories")
        import_module("travel_stories.log_sources.itineraries")
        import_module("travel_stories.panels.trips")
        import_module("travel_stories.panels.stories")
        import_module("travel_stories.personal_data.trips")
        import_module("travel_stories.personal_data.expenses")
        import_module("travel_stories.personal_data.lists")
        import_module("travel_stories.personal_data.decisions")
        import_module("travel_stories.personal_data.requests")
        import_module("travel_stories.personal_data.documents")
        import_module("travel_stories.personal_data.stories")
        import_module("travel_stories.personal_data.itineraries")
        import_module("travel_stories.queries.story_lists")
        import_module("travel_stories.queries.story_reviews")
        import_module("travel_stories.queries.story_search")
        import_module("travel_stories.letters.trips")
        import_module("travel_stories.letters.stories")
        import_module("travel_stories.trip_parts.trips")
        import_module("travel_stories.trip_parts.expenses")
        import_module("travel_stories.trip_parts.lists")
        import_module("travel_stories.trip_parts.decisions")
        import_module("travel_stories.trip_parts.requests")
        import_module("travel_stories.trip_parts.documents")
