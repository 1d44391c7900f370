"""Travel stories: trips that a group plans together, and what they tell of them afterwards."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TravelStoriesConfig(AppConfig):
    name = "travel_stories"
    verbose_name = _("Travel stories")

    def ready(self) -> None:
        import_module("travel_stories.receivers")
        import_module("travel_stories.queries.additions")
        import_module("travel_stories.queries.attachable")
        import_module("travel_stories.queries.notification_categories")
        import_module("travel_stories.actions.reportable")
        import_module("travel_stories.actions.reportable_photos")
        import_module("travel_stories.queries.embeds")
        import_module("travel_stories.queries.itinerary_panels")
        import_module("travel_stories.queries.log_sources")
        import_module("travel_stories.queries.panels")
        import_module("travel_stories.queries.personal_data")
        import_module("travel_stories.queries.story_lists")
        import_module("travel_stories.queries.story_reviews")
        import_module("travel_stories.queries.story_search")
