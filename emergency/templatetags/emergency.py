"""Words and addresses that only the pages of an emergency need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.clocks import time_in_words
from core.words import day_in_words
from emergency.enums import (
    ActivationState,
    ExtensionState,
    IncidentState,
    Noun,
    OfferState,
    PlacementState,
    ProposalState,
    RequestState,
    ServiceStep,
    SuspensionState,
    Weight,
)
from emergency.models import Activation, Event, Submission
from emergency.queries.desk import Queue

register = template.Library()

LOOKS: Final[dict[str, str]] = {
    RequestState.SUBMITTED: "sent",
    RequestState.NEEDS_INFO: "late",
    RequestState.PROPOSED: "tentative",
    RequestState.CONFIRMED: "agreed",
    RequestState.HOUSED: "agreed",
    RequestState.INELIGIBLE: "declined",
    PlacementState.CHECKED_IN: "agreed",
    PlacementState.BROKEN_DOWN: "late",
    PlacementState.NO_SHOW: "late",
    OfferState.LIVE: "open",
    OfferState.PARKED: "late",
    OfferState.REFUSED: "declined",
    OfferState.SUSPENDED: "declined",
    IncidentState.TOLD: "late",
    IncidentState.TAKEN: "tentative",
    IncidentState.CLOSED: "expired",
    RequestState.WITHDRAWN: "expired",
    RequestState.COMPLETED: "expired",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its figure; components call the figure a number."""

    label: str
    value: str

    @property
    def number(self) -> str:
        return self.value


@register.filter
def status_link(submission: Submission) -> str:
    """The magic link whole, to take along."""
    return f"{settings.BASE_URL}{submission.get_absolute_url()}"


@register.filter
def service_lines(activation: Activation) -> list[Line]:
    return [
        Line(
            str(ServiceStep(step).label),
            time_in_words(timedelta(minutes=activation.whole_service_minutes[step])),
        )
        for step in ServiceStep.values
    ]


@register.filter
def weight_lines(activation: Activation) -> list[Line]:
    return [
        Line(str(Weight(term).label), number_format(activation.whole_weights[term]))
        for term in Weight.values
    ]


@register.filter
def figures(queue: Queue) -> list[Line]:
    """The four numbers above the queue, as components/stats.html wants them."""
    return [
        Line(_("open requests"), str(queue.open)),
        Line(_("late"), str(queue.overdue)),
        Line(_("homes ready and fresh"), str(queue.ready)),
        Line(_("placed today"), str(queue.placed_today)),
    ]


@register.filter
def status_look(state: str) -> str:
    """Which of the looks of components/status.html a state of ours has."""
    return LOOKS.get(state, "waiting")


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
    }[Noun(event.noun)]
    return str(states(event.new).label)


@register.filter
def told_day(iso: str) -> str:
    """A day that a notice carries as plain text, as a person reads it."""
    return day_in_words(date.fromisoformat(iso))


@register.filter
def named(field: BoundField, id_: str) -> SafeString:
    """The same field several times on a page, each time under an id of its own."""
    return field.as_widget(attrs={"id": id_, "class": "field__input"})
