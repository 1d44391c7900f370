"""Reports, decisions with reasons, and appeals."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "commons.moderation"
    verbose_name = _("moderation")

    def ready(self) -> None:
        import_module("commons.moderation.receivers")
        import_module("commons.moderation.personal_data")
        import_module("commons.moderation.registrations")
