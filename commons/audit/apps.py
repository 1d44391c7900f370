"""The audit log: who did what."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "commons.audit"
    verbose_name = _("audit log")

    def ready(self) -> None:
        import_module("commons.audit.checks")
