"""Editorial pages."""

from importlib import import_module

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        import_module("cms.actions.reportable")
        import_module("cms.actions.reportable_photos")
        import_module("cms.receivers")
        import_module("cms.queries")
        import_module("cms.queries.log_nouns")
        import_module("cms.queries.notice_kinds")
        import_module("cms.queries.wandering.door")
