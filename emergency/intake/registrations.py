"""What this app declares to the apps below it, once it starts."""

from __future__ import annotations

from commons.notifications.categories import map_templates
from emergency.activations.models.activations import Activation
from emergency.activations.registries import register_open_cases


@register_open_cases
def count_waiting_submissions(activation: Activation) -> int:
    """They may be requests in a moment."""
    return activation.submissions.waiting().count()


map_templates("emergency_intake", "emergencies", "flooded")
