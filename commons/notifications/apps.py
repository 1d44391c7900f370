"""Notices, the desk, daily mails, and which mails a person wants."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "commons.notifications"
    verbose_name = _("notifications")

    def ready(self) -> None:
        import_module("commons.notifications.receivers")
        import_module("commons.notifications.registrations")
