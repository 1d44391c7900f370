"""Reports, decisions with reasons, and appeals."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "commons.moderation"
    verbose_name = _("moderation")

    def ready(self) -> None:
        import_module("commons.moderation.receivers")
        import_module("commons.moderation.actions.people")
        import_module("commons.moderation.queries.notice_kinds")
        import_module("commons.moderation.queries.panels")
        import_module("commons.moderation.queries.personal_data")
