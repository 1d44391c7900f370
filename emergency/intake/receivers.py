"""Signal handlers; they only write rows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from emergency.activations.models.activations import Activation
from emergency.activations.signals import activation_reopened


@receiver(activation_reopened, dispatch_uid="emergency.tell_next_end_anew")
def tell_next_end_anew(sender: type, activation: Activation, **kwargs: Any) -> None:
    """Whoever was told that it ends hears of the next end as well."""
    activation.submissions.update(end_notified_at=None)
