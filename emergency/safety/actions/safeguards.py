"""What a report on safety may bring about: two people parted, a stay ended, a host suspended."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import require
from emergency.housing.actions.offers import suspend_offer
from emergency.housing.actions.placements import break_down, call_off
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import BlockedPair
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import PlacementState
from emergency.safety.actions.incidents import lock_incident, require_owner
from emergency.safety.errors import NobodyThereError
from emergency.safety.models import Incident

WHY: Final = "reported"


@transaction.atomic
def block_pair(*, incident: Incident, by: User) -> BlockedPair:
    """These two are never brought together again. Raises NobodyThereError."""
    require(by, "emergency_safety.handle_incident", incident)
    incident = lock_incident(incident)
    require_owner(incident, by)

    request, offer = _both(incident)
    pair, _new = BlockedPair.objects.get_or_create(
        request=request, offer=offer, defaults={"why": WHY}
    )
    audit.record(by, "incident.pair_blocked", incident)
    return pair


@transaction.atomic
def end_for_safety(*, incident: Incident, by: User) -> Incident:
    """The stay is over now, another roof is looked for first; the letter says nothing of why."""
    require(by, "emergency_safety.handle_incident", incident)
    incident = lock_incident(incident)
    require_owner(incident, by)

    request, offer = _both(incident)
    placement = request.placements.live().filter(offer=offer).first()
    if placement is None:
        raise NobodyThereError
    neutral = _(
        "The coordination team ended the stay."
    )  # every coordinator reads the history of a request
    end = call_off if placement.state == PlacementState.CONFIRMED else break_down
    end(placement=placement, reason=neutral, by=by)
    block_pair(incident=incident, by=by)
    audit.record(by, "incident.stay_ended", incident)
    return incident


@transaction.atomic
def suspend_for_safety(*, incident: Incident, reason: str, by: User) -> Incident:
    """The home is proposed to nobody for now; the host reads `reason` and may appeal."""
    require(by, "emergency_safety.handle_incident", incident)
    incident = lock_incident(incident)
    require_owner(incident, by)
    if incident.offer is None:
        raise NobodyThereError

    suspend_offer(offer=incident.offer, reason=reason, by=by)
    audit.record(by, "incident.host_suspended", incident)
    return incident


def _both(incident: Incident) -> tuple[HousingRequest, HousingOffer]:
    if incident.request is None or incident.offer is None:
        raise NobodyThereError
    return incident.request, incident.offer
