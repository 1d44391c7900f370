"""What the clock does with reports on safety."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from emergency.safety.actions.incidents import warn_of_late_incident
from emergency.safety.models import Incident


@shared_task(name="emergency.watch_safety")
def watch_safety() -> int:
    """Reports that nobody took within the half hour."""
    return for_each_row(
        Incident.objects.late(),
        lambda incident: warn_of_late_incident(incident=incident, by=SYSTEM),
    )
