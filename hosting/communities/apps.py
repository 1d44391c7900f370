"""Communities, their members, their rules, and how a community is founded."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "hosting.communities"
    verbose_name = _("communities")

    def ready(self) -> None:
        import_module("hosting.communities.personal_data")
        import_module("hosting.communities.registrations")
