"""What we hold about a person: the register of personal data, archives, imports and consents."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "commons.privacy"
    verbose_name = _("privacy")

    def ready(self) -> None:
        import_module("commons.privacy.receivers")
        import_module("commons.privacy.registrations")
