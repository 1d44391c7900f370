"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commons.notifications.categories import NotificationCategory, map_templates, register_category

register_category(
    NotificationCategory(
        code="emergencies",
        place=94,
        title=_("Emergencies"),
        text=_(
            "You are on duty, your roof is needed, or a roof was found for you and where it is."
        ),
        mandatory_reason=_(
            "Somebody has no bed tonight. Who leaves the duty or the list gets no more."
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
)
