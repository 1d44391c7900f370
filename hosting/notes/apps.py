"""The words left afterwards."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotesConfig(AppConfig):
    name = "hosting.notes"
    verbose_name = _("notes")

    def ready(self) -> None:
        import_module("hosting.notes.receivers")
        import_module("hosting.notes.personal_data")
        import_module("hosting.notes.registrations")
