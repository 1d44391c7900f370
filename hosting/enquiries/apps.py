"""Conversations without a request: with a host, and with the coordinators of a community."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "hosting.enquiries"
    verbose_name = _("conversations without a request")

    def ready(self) -> None:
        import_module("hosting.enquiries.receivers")
        import_module("hosting.enquiries.personal_data")
        import_module("hosting.enquiries.registrations")
