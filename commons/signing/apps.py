"""Keys of the site, and the heads of its logs that it signs and publishes."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningConfig(AppConfig):
    name = "commons.signing"
    verbose_name = _("signatures")

    def ready(self) -> None:
        import_module("commons.signing.registrations")
