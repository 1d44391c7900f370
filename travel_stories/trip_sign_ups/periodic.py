"""Jobs of sign-ups that the clock starts. Each returns how many rows failed."""

from celery import shared_task

from core.periodic import for_each_row
from core.permissions import SYSTEM
from travel_stories.trip_sign_ups.actions import forget_registration
from travel_stories.trip_sign_ups.models import Registration


@shared_task(name="travel_stories.forget_registrations")
def forget_registrations() -> int:
    """Those whose sign-up ended long ago."""
    return for_each_row(
        Registration.objects.to_forget().select_related("sign_up__trip"),
        lambda registration: forget_registration(registration=registration, by=SYSTEM),
    )
