"""Threads, participants and messages."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    name = "commons.conversations"
    verbose_name = _("conversations")

    def ready(self) -> None:
        import_module("commons.conversations.receivers")
        import_module("commons.conversations.personal_data")
        import_module("commons.conversations.registrations")
