"""People who help a host with an offer, in the host's name."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoHostsConfig(AppConfig):
    name = "hosting.cohosts"
    label = "cohosts"
    verbose_name = _("co-hosts")

    def ready(self) -> None:
        import_module("hosting.cohosts.receivers")
        import_module("hosting.cohosts.personal_data")
        import_module("hosting.cohosts.registrations")
