"""Who still has to be verified, and by whom it can be done."""

from __future__ import annotations

from typing import Final

from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterEntry
from emergency.housing.states.requests import RequestState

TO_PROVE: Final = frozenset(
    {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}
)


def second_witnesses(request: HousingRequest, first: int | None) -> list[str]:
    """Names of those on duty who can look at a card that `first` has seen."""
    duties = request.activation.duties.looking_after(request.hospital_id)
    return [duty.person.display_name for duty in duties.exclude(person=first)]


def on_roster(request: HousingRequest) -> bool:
    """Their telephone or address stands in an employer's list of this emergency."""
    digests = {request.phone_digest, request.email_digest} - {""}
    entries = RosterEntry.objects.filter(digest__in=digests)
    return entries.filter(upload__activation=request.activation_id).exists()
