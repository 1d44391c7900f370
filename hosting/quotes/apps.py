"""Written quotes."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotesConfig(AppConfig):
    name = "hosting.quotes"
    verbose_name = _("quotes")

    def ready(self) -> None:
        import_module("hosting.quotes.receivers")
        import_module("hosting.quotes.personal_data")
        import_module("hosting.quotes.registrations")
