"""Who still has to be verified, and by whom it can be done."""

from __future__ import annotations

from typing import Final

from commons.accounts.models import User
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.verification import RosterEntry
from emergency.housing.states.requests import RequestState

TO_PROVE: Final = frozenset(
    {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}
)


def second_witnesses(request: HousingRequest, first: User | None) -> list[str]:
    """Names of those on duty who can look at a card that `first` has seen."""
    all_duties = request.activation.duties
    duties = all_duties.looking_after(request.hospital_id)
    if first is not None:
        duties = duties.exclude(person__in=all_duties.not_independent_of(first))
    return [duty.person.display_name for duty in duties]


def on_roster(request: HousingRequest, *, reader: User | None = None) -> bool:
    """Their telephone or address stands in an employer's list of this emergency.

    With `reader` in one by which this person may verify alone.
    """
    digests = {request.phone_digest, request.email_digest} - {""}
    entries = RosterEntry.objects.filter(
        digest__in=digests, upload__activation=request.activation_id
    )
    if reader is None or not entries.exists():
        return entries.exists()
    own = request.activation.duties.not_independent_of(reader)
    return entries.counting_without(own).exists()
