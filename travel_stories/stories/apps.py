"""Stories: drafts written together, consents, review, editions."""

from importlib import import_module

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "travel_stories.stories"

    def ready(self) -> None:
        import_module("travel_stories.stories.receivers")
        import_module("travel_stories.stories.registrations")
        import_module("travel_stories.stories.panels")
        import_module("travel_stories.stories.personal_data")
        import_module("travel_stories.stories.actions.moderation_adapter")
        import_module("travel_stories.stories.actions.moderation_adapter_photos")
        import_module("travel_stories.stories.presenters.embeds")
        import_module("travel_stories.stories.presenters.lists")
        import_module("travel_stories.stories.presenters.reviews")
