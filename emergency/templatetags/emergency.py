"""Words and addresses that only the pages of an emergency need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text.formatting import format_day, format_moment
from core.values.countdown import format_duration
from emergency.enums.activations import ActivationState, ServiceStep, Weight
from emergency.enums.extensions import ExtensionState, SuspensionState
from emergency.enums.offers import OfferState
from emergency.enums.people import Noun, Side
from emergency.enums.proposals import PlacementState, ProposalState
from emergency.enums.requests import RequestState
from emergency.enums.safety import IncidentState
from emergency.enums.switching import SwitchState
from emergency.models.activations import Activation
from emergency.models.events import Event
from emergency.models.intake import Submission
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
    IncidentState.REPORTED: "late",
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
            format_duration(timedelta(minutes=activation.whole_service_minutes[step])),
        )
        for step in ServiceStep.values
    ]


@register.filter
def weight_lines(activation: Activation) -> list[Line]:
    """The costs that can count. No form asks about moves or wishes, so no request has any."""
    return [
        Line(str(Weight(term).label), number_format(activation.whole_weights[term]))
        for term in Weight.values
        if term not in {Weight.MOVE, Weight.WISH}
    ]


@register.filter
def figures(queue: Queue) -> list[Line]:
    """The four numbers above the queue, as components/stats.html wants them."""
    return [
        Line(ngettext("open request", "open requests", queue.open), str(queue.open)),
        Line(_("late"), str(queue.overdue)),
        Line(
            ngettext("home ready and fresh", "homes ready and fresh", queue.ready),
            str(queue.ready),
        ),
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


@register.filter
def iso_day(iso: str) -> str:
    """A day that a notice carries as plain text, as a person reads it."""
    return format_day(date.fromisoformat(iso))


@register.filter
def iso_moment(iso: str) -> str:
    """A moment that a notice carries with its offset, as a person of that place reads it."""
    moment = datetime.fromisoformat(iso)
    return format_moment(moment, moment.tzinfo or UTC)


@register.filter
def hour_in(moment: datetime, zone: str) -> str:
    """A moment on the clock of a territory."""
    return format_moment(moment, ZoneInfo(zone))


@register.filter
def named(field: BoundField, id_: str) -> SafeString:
    """The same field several times on a page, each time under an id of its own."""
    return field.as_widget(attrs={"id": id_, "class": "field__input"})
