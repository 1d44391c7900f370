"""Hosting: communities, offers, calendars, requests and agreements."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HostingConfig(AppConfig):
    name = "hosting"
    verbose_name = _("Hosting")

    def ready(self) -> None:
        import_module("hosting.receivers")
        import_module("hosting.queries.notice_kinds")
        import_module("hosting.actions.reportable")
        import_module("hosting.actions.reportable_members")
        import_module("hosting.actions.reportable_photos")
        import_module("hosting.queries.community_panels")
        import_module("hosting.queries.concerns")
        import_module("hosting.queries.contributions")
        import_module("hosting.queries.framed")
        import_module("hosting.queries.personal_data")
