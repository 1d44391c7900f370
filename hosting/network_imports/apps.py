"""An existing network moves in: its members and offers come in a table."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkImportsConfig(AppConfig):
    name = "hosting.network_imports"
    label = "network_imports"
    verbose_name = _("imports of networks")

    def ready(self) -> None:
        import_module("hosting.network_imports.receivers")
        import_module("hosting.network_imports.personal_data")
        import_module("hosting.network_imports.registrations")
