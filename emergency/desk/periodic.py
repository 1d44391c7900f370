"""What must always hold is looked at once a night."""

import logging

from celery import shared_task

from core.periodic import for_each_row
from emergency.activations.models.activations import Activation
from emergency.activations.notifications import notify_coordinators
from emergency.desk.notifications import SOMETHING_WRONG
from emergency.desk.selectors.invariants import broken_invariants

logger = logging.getLogger(__name__)


@shared_task(name="emergency.check_invariants")
def check_invariants() -> int:
    """Once a night: what must always hold is looked at, and said aloud where it doesn't."""
    return for_each_row(Activation.objects.public(), check_invariants_of)


def check_invariants_of(activation: Activation) -> None:
    """Tell the log and whoever is on duty what doesn't hold in this emergency."""
    broken = broken_invariants(activation)
    if broken:
        found = "; ".join(f"{one.name}: {one.count}" for one in broken)
        logger.error("Emergency %s: %s", activation.public_id, found)
        notify_coordinators(activation, SOMETHING_WRONG, found=found)
