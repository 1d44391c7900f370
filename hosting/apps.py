"""Hosting: communities, offers, calendars, requests and agreements."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HostingConfig(AppConfig):
    name = "hosting"
    verbose_name = _("Hosting")

    def ready(self) -> None:
        import_module("hosting.receivers.requests")
        import_module("hosting.receivers.offers")
        import_module("hosting.receivers.review")
        import_module("hosting.queries.notification_categories.communities")
        import_module("hosting.queries.notification_categories.offers")
        import_module("hosting.queries.notification_categories.requests")
        import_module("hosting.queries.notification_categories.notes")
        import_module("hosting.actions.moderation_adapter_communities")
        import_module("hosting.actions.moderation_adapter_offers")
        import_module("hosting.actions.moderation_adapter_notes")
        import_module("hosting.actions.moderation_adapter_members")
        import_module("hosting.actions.moderation_adapter_photos")
        import_module("hosting.queries.panels.coordination")
        import_module("hosting.queries.panels.notes")
        import_module("hosting.queries.panels.requests")
        import_module("hosting.queries.panels.offers")
        import_module("hosting.queries.panels.communities")
        import_module("hosting.queries.offer_onboarding")
        import_module("hosting.views.note_section")
        import_module("hosting.queries.embeds")
        import_module("hosting.queries.mail_files")
        import_module("hosting.queries.personal_data.communities")
        import_module("hosting.queries.personal_data.offers")
        import_module("hosting.queries.personal_data.requests")
        import_module("hosting.queries.personal_data.notes")
