"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.accounts.duty_permissions import register_duty_permissions
from commons.accounts.registries import PRIVILEGED_ROLES, RECOVERY_HELPERS, ROLE_COVERS
from commons.notifications.categories import NotificationCategory, map_templates, register_category
from emergency.activations.models.activations import Duty
from emergency.activations.selectors.colleagues import covers_duties, people_on_duty_with

register_category(
    NotificationCategory(
        code="emergencies",
        place=94,
        title=_("Emergencies"),
        text=_("You’re on duty, someone needs your home, or we’ve found a home for you."),
        mandatory_reason=_(
            "Someone has no bed tonight. To stop these emails, go off duty or withdraw your home."
        ),
    )
)
map_templates(
    "emergency_activations",
    "emergencies",
    "activation_moved",
    "switch_proposed",
    "switch_called_off",
    "switch_lapsed",
    "put_on_duty",
    "put_themselves_on_duty",
)
register_duty_permissions(
    "emergency_activations.coordinate_activation",
    "emergency_intake.process_submission",
    "emergency_housing.reveal_guest",
    "emergency_housing.reveal_home",
    "emergency_safety.see_safety",
    "emergency_safety.handle_incident",
)
PRIVILEGED_ROLES.register(lambda person: Duty.objects.named().filter(person=person))
RECOVERY_HELPERS.register(people_on_duty_with)
ROLE_COVERS.register(covers_duties)
