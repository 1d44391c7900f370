"""A guest without an account leaves for good, and takes name, documents and address along."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from commons.privacy.actions.erasures import record_erasure
from core.permissions import SYSTEM, require
from core.security.tokens import new_nonce
from travel_stories.notebooks.actions.documents import forget_document
from travel_stories.notebooks.models.documents import Document
from travel_stories.trips.actions.members import leave_trip
from travel_stories.trips.models.members import Invitation, TripMember

GUEST: Final = "guest"  # in the journal of erasures
GONE: Final = "…"


@transaction.atomic
def forget_guest(*, by: TripMember) -> None:
    """Erase what is told of the seat. What it wrote into the plan stays there, without a name.

    Raises LastOrganiserError.
    """
    require(by, "notebooks.forget_guest", by.trip)

    leave_trip(trip=by.trip, by=by)
    _erase(by)


def forget_guest_again(public_id: str) -> bool:
    """For the journal of erasures: a guest that a restore brought back."""
    seat = TripMember.objects.filter(public_id=public_id, person=None).exclude(name=GONE).first()
    if seat is None:
        return False
    with transaction.atomic():
        if seat.is_active:
            leave_trip(trip=seat.trip, by=seat)
        _erase(seat)
    return True


def _erase(seat: TripMember) -> None:
    documents = Document.objects.filter(by=seat)
    for document in documents.kept():
        forget_document(document=document, by=SYSTEM)
    documents.update(title=GONE)
    Invitation.objects.filter(seat=seat).delete()
    TripMember.objects.filter(pk=seat.pk).update(name=GONE, nonce=new_nonce())
    record_erasure(GUEST, seat.public_id)
