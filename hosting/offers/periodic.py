"""Jobs of offers that the clock starts.

Each job returns how many rows failed; they are in the log.
"""

from celery import shared_task
from django.db.models import ProtectedError

from commons.media.actions import delete_photo
from core.periodic import for_each_row
from core.permissions import SYSTEM
from hosting.offers.actions.attestations import notify_of_expiry
from hosting.offers.models.attestations import Attestation
from hosting.offers.selectors.photos import unused_photos


@shared_task(name="hosting.tell_of_attestations")
def notify_of_expiring_attestations() -> int:
    """What ends soon, told once; what has ended leaves the pages by its own date."""
    return for_each_row(
        Attestation.objects.to_notify(),
        lambda attestation: notify_of_expiry(attestation=attestation, by=SYSTEM),
        ignoring=Attestation.DoesNotExist,  # told or revoked since the list was made
    )


@shared_task(name="hosting.sweep_photos")
def delete_unused_photos() -> int:
    """What hosts took off their offers goes for good: row and sizes now, files after commit."""
    return for_each_row(
        unused_photos(),
        lambda photo: delete_photo(photo=photo, by=SYSTEM),
        ignoring=ProtectedError,  # an editor has put it on a page since
    )
