"""What intake adds to an emergency: submissions that nobody has processed yet."""

from __future__ import annotations

from emergency.activations.models.activations import Activation
from emergency.activations.registries import register_open_cases


@register_open_cases
def count_waiting_submissions(activation: Activation) -> int:
    """They may be requests in a moment."""
    return activation.submissions.waiting().count()
