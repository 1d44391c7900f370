"""Emergency housing: dormant until a territory declares an emergency."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmergencyConfig(AppConfig):
    name = "emergency"
    verbose_name = _("Emergency housing")

    def ready(self) -> None:
        import_module("emergency.receivers")
        import_module("emergency.queries.notice_kinds")
        import_module("emergency.queries.panels")
        import_module("emergency.queries.personal_data")
