"""The safety inbox, and one report with what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.activations.selectors.events import history_of
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import BlockedPair
from emergency.housing.presenters.stays import StayAction
from emergency.housing.states.offers import LISTED
from emergency.housing.states.proposals import LIVE_PLACEMENTS
from emergency.safety.models import Incident, IncidentNote
from emergency.safety.states import IncidentState

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class IncidentPage:
    incident: Incident
    notes: list[IncidentNote]
    history: list[Event]
    actions: list[StayAction]
    is_mine: bool

    @property
    def can_take(self) -> bool:
        return self.incident.state == IncidentState.REPORTED

    @property
    def can_take_over(self) -> bool:
        return self.incident.state == IncidentState.TAKEN and not self.is_mine

    @property
    def is_in_hand(self) -> bool:
        return self.incident.state == IncidentState.TAKEN and self.is_mine

    @property
    def can_suspend(self) -> bool:
        offer = self.incident.offer
        return self.is_in_hand and offer is not None and offer.state in LISTED


def inbox_of(activation: Activation, viewer: User) -> list[Incident]:
    """Those that wait first, by their clock."""
    mine = Incident.objects.visible_to(viewer).filter(activation=activation).by_clock()
    rows = mine.select_related("owner", "request__submission", "offer__submission")
    return list(rows[:MOST])


def waiting_for(activation: Activation, viewer: User) -> int:
    return Incident.objects.visible_to(viewer).filter(activation=activation).waiting().count()


def incident_page(incident: Incident, viewer: User) -> IncidentPage:
    is_mine = incident.owner_id == viewer.pk
    in_hand = is_mine and incident.state == IncidentState.TAKEN
    return IncidentPage(
        incident=incident,
        notes=list(incident.notes.select_related("person")),
        history=history_of(Noun.INCIDENT, incident.pk),
        actions=_actions_of(incident) if in_hand else [],
        is_mine=is_mine,
    )


def _actions_of(incident: Incident) -> list[StayAction]:
    """What can be done with the two whom it names."""
    if incident.request_id is None or incident.offer_id is None:
        return []

    def url(action: str) -> str:
        parts = [incident.activation.address, incident.public_id]
        return reverse(f"emergency:safety-step-{action}", args=parts)

    actions = []
    pair = {"request": incident.request_id, "offer": incident.offer_id}
    if Placement.objects.filter(**pair, state__in=LIVE_PLACEMENTS).exists():
        label = _("End the stay now and look for another home")
        actions.append(StayAction(label, url("end-stay"), kind="danger"))
    if not BlockedPair.objects.filter(**pair).exists():
        actions.append(StayAction(_("Never match this guest and this host again"), url("block")))
    return actions
