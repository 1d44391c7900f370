"""What hosts offer: stays, activities, products and tips, read before they are public."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "hosting.offers"
    verbose_name = _("offers")

    def ready(self) -> None:
        import_module("hosting.offers.receivers.communities")
        import_module("hosting.offers.receivers.organisations")
        import_module("hosting.offers.receivers.review")
        import_module("hosting.offers.personal_data")
        import_module("hosting.offers.registrations")
