"""Editorial pages: home, destinations, themes, texts."""

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"

    def ready(self) -> None:
        import_module("cms.pages.actions.moderation_adapter")
        import_module("cms.pages.actions.moderation_adapter_photos")
        import_module("cms.pages.receivers")
        import_module("cms.pages.presenters.navigation")
        import_module("cms.pages.log_sources")
        import_module("cms.pages.notification_categories")
        import_module("cms.pages.community_step")
