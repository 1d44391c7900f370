"""Push messages: browsers that tell their person that something waits."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PushMessagesConfig(AppConfig):
    name = "commons.push_messages"
    verbose_name = _("browser notifications")

    def ready(self) -> None:
        import_module("commons.push_messages.checks")
        import_module("commons.push_messages.receivers")
        import_module("commons.push_messages.personal_data")
