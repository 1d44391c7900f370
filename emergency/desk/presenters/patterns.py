"""Signs that a person should look twice: counted, never judged by a program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from emergency.activations.choices import Side
from emergency.desk.presenters.desk import requests_with_same_contact
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import HOST_ACCEPTED, PlacementState, ProposalState
from emergency.housing.states.requests import Household

FEWEST: Final = 3
UNLIVED: Final = frozenset({PlacementState.CANCELLED, PlacementState.NO_SHOW})


@dataclass(frozen=True, slots=True)
class Answered:
    """One ask that the host said yes or no to, and whether a woman alone asked to live there."""

    is_yes: bool
    of_a_woman_alone: bool


def signs_of(offer: HousingOffer) -> list[str]:
    """Four questions; nothing is proposed or refused because of the answers."""
    states = (*HOST_ACCEPTED, ProposalState.REQUESTER_NO, ProposalState.HOST_NO)
    rows = offer.proposals.filter(state__in=states)
    asked = rows.values_list("state", "request__people", "request__household")
    answers = [
        Answered(state != ProposalState.HOST_NO, people == 1 and household == Household.WOMEN)
        for state, people, household in asked
    ]
    welcome = [one.of_a_woman_alone for one in answers if one.is_yes]
    refused = [one.of_a_woman_alone for one in answers if not one.is_yes]
    signs = []
    if len(refused) >= FEWEST and len(refused) * 2 > len(answers):
        numbers = {"no": len(refused), "all": len(answers)}
        signs.append(_("The host said no to %(no)s of %(all)s requests.") % numbers)
    # Everybody who was welcome is a woman alone, and nobody who wasn't.
    if welcome and all(welcome) and len(refused) >= FEWEST and not any(refused):
        signs.append(_("The host says yes only to women who come alone."))
    # Tries to reach somebody past us.
    tries = RelayMessage.objects.filter(proposal__offer=offer, side=Side.HOST).exclude(held_for=[])
    held = tries.count()
    if held >= FEWEST:
        words = ngettext(
            "%(count)s message from the host contained contact details too early.",
            "%(count)s messages from the host contained contact details too early.",
            held,
        )
        signs.append(words % {"count": held})
    broken = offer.placements.filter(state=PlacementState.BROKEN_DOWN).count()
    if broken >= 2:
        words = ngettext(
            "%(count)s stay in this home was cut short.",
            "%(count)s stays in this home were cut short.",
            broken,
        )
        signs.append(words % {"count": broken})
    return signs


def signs_about(request: HousingRequest) -> list[str]:
    """Whoever reads one address after the other, and lives nowhere: under all their references."""
    same = requests_with_same_contact(request)
    if same is None:
        return []
    stays = Placement.objects.filter(request__in=same, state__in=UNLIVED)
    count = stays.values("offer").distinct().count()
    if count < FEWEST:
        return []
    words = _(
        "This person signed for %(count)s homes, could see where they "
        "are, and stayed in none of them."
    )
    return [words % {"count": count}]
