"""Where a home that was lent once could be lent again by one press."""

from __future__ import annotations

from emergency.activations.models.activations import Activation
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.states.activations import ActivationState
from emergency.housing.models.offers import HousingOffer
from emergency.intake.models.submissions import Submission


def emergencies_to_lend_again(offer: HousingOffer) -> list[Activation]:
    """Open emergencies around it in which it isn't lent yet.

    In a quiet year, and while somebody counts on it, nothing is asked.
    """
    if not list_open_emergencies() or not offer.can_come_again:
        return []
    if offer.suspensions.in_force().exists():
        return []
    active = Activation.objects.filter(state=ActivationState.ACTIVE)
    if offer.unit_id:
        active = active.exclude(housing_offers__unit=offer.unit_id)
    code = offer.locality.department_code
    around = {offer.key_in(one): one for one in active if code in one.department_codes}
    known = Submission.objects.filter(key__in=around).values_list("key", flat=True)
    lent = set(known)
    return [one for key, one in around.items() if key not in lent]
