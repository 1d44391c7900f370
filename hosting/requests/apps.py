"""Requests, proposals and agreements."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "hosting.requests"
    verbose_name = _("requests")

    def ready(self) -> None:
        import_module("hosting.requests.receivers")
        import_module("hosting.requests.personal_data")
        import_module("hosting.requests.registrations")
