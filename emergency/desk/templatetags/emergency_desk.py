"""Words that only the desk of an emergency needs."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from emergency.activations.choices import Noun, Side
from emergency.activations.models.events import Event
from emergency.activations.states.activations import ActivationState
from emergency.activations.states.switching import SwitchState
from emergency.activations.templatetags.emergency import Line
from emergency.desk.presenters.desk import Queue
from emergency.desk.presenters.findings import format_findings
from emergency.housing.states.extensions import ExtensionState, SuspensionState
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PlacementState, ProposalState
from emergency.housing.states.requests import RequestState
from emergency.safety.states import IncidentState

register = template.Library()


INCIDENT_LOOKS: Final[dict[str, str]] = {
    IncidentState.REPORTED: "late",
    IncidentState.TAKEN: "tentative",
    IncidentState.CLOSED: "expired",
}


@register.filter
def incident_look(state: str) -> str:
    """Which of the looks of components/status.html a report on safety has."""
    return INCIDENT_LOOKS.get(state, "waiting")


@register.filter
def findings_words(found: str) -> str:
    """What the nightly check found, a line each."""
    return format_findings(found)


@register.filter
def figures(queue: Queue) -> list[Line]:
    """The four numbers above the queue, as components/stats.html wants them."""
    return [
        Line(ngettext("open request", "open requests", queue.open), str(queue.open)),
        Line(_("overdue"), str(queue.overdue)),
        Line(
            ngettext("home available", "homes available", queue.ready),
            str(queue.ready),
        ),
        Line(_("stays agreed today"), str(queue.placed_today)),
    ]


@register.filter
def event_words(event: Event) -> str:
    """The state that was reached, in words."""
    states = {
        Noun.ACTIVATION: ActivationState,
        Noun.REQUEST: RequestState,
        Noun.OFFER: OfferState,
        Noun.PROPOSAL: ProposalState,
        Noun.PLACEMENT: PlacementState,
        Noun.INCIDENT: IncidentState,
        Noun.EXTENSION: ExtensionState,
        Noun.SUSPENSION: SuspensionState,
        Noun.SWITCH: SwitchState,
    }[Noun(event.noun)]
    return str(states(event.new).label)


@register.filter
def event_author(event: Event) -> str:
    """Who did it. What the system took in for people was sent by them."""
    if event.person is not None:
        return event.person.display_name
    if event.side == Side.CLOCK and not event.old:
        senders = {Noun.REQUEST: Side.REQUESTER, Noun.OFFER: Side.HOST}
        return str(senders.get(Noun(event.noun), Side.CLOCK).label)
    return str(Side(event.side).label)
