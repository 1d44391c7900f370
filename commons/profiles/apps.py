"""What a person shows of themselves: a portrait and two sentences, to members or to everybody."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "commons.profiles"
    verbose_name = _("profiles")

    def ready(self) -> None:
        import_module("commons.profiles.receivers")
        import_module("commons.profiles.personal_data")
        import_module("commons.profiles.registrations")
