"""The words left afterwards."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotesConfig(AppConfig):
    name = "hosting.notes"
    verbose_name = _("notes")

    def ready(self) -> None:
        import_module("hosting.notes.notification_categories")
        import_module("hosting.notes.actions.moderation_adapter")
        import_module("hosting.notes.panels")
        import_module("hosting.notes.views.request_section")
        import_module("hosting.notes.personal_data")
