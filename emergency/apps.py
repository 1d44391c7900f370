"""Emergency housing: dormant until a territory declares an emergency."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmergencyConfig(AppConfig):
    name = "emergency"
    verbose_name = _("Emergency housing")

    def ready(self) -> None:
        import_module("emergency.checks")
        import_module("emergency.intake_checks")
        import_module("emergency.perimeters")
        import_module("emergency.intake_perimeters")
        import_module("emergency.actions.housing_intake")
        import_module("emergency.intake_rules")
        import_module("emergency.housing_rules")
        import_module("emergency.standby_rules")
        import_module("emergency.safety_rules")
        import_module("emergency.figures_rules")
        import_module("emergency.retention_rules")
        import_module("emergency.receivers")
        import_module("emergency.housing_receivers")
        import_module("emergency.intake_receivers")
        import_module("emergency.safety_receivers")
        import_module("emergency.standby_receivers")
        import_module("emergency.queries.notice_kinds")
        import_module("emergency.queries.panels")
        import_module("emergency.queries.standby_panels")
        import_module("emergency.queries.personal_data")
        import_module("emergency.activation_periodic")
        import_module("emergency.intake_periodic")
        import_module("emergency.safety_periodic")
        import_module("emergency.figures_periodic")
        import_module("emergency.retention_periodic")
        import_module("emergency.desk_periodic")
        import_module("emergency.standby_periodic")
