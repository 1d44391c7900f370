"""People block each other: no requests, messages or invitations between the two."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlockingConfig(AppConfig):
    name = "commons.blocking"
    verbose_name = _("blocked people")

    def ready(self) -> None:
        import_module("commons.blocking.receivers")
        import_module("commons.blocking.personal_data")
        import_module("commons.blocking.registrations")
