"""Organisations, and the people who may act for them."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "commons.organisations"
    verbose_name = _("organisations")

    def ready(self) -> None:
        import_module("commons.organisations.receivers")
        import_module("commons.organisations.personal_data")
        import_module("commons.organisations.registrations")
