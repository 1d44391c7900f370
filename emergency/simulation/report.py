"""What a simulation came to, read from the rows that it left."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commons.outbox.models import OutboxEntry
from core.values.dates import DateRange
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.activations.models.reveals import RevealLog
from emergency.activations.states.activations import ActivationState
from emergency.housing.models.alerts import Alert
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.proposals import LIVE_PLACEMENTS, PlacementState, ProposalState
from emergency.housing.states.requests import NextAction, RequestState
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission
from emergency.simulation.run import SimulationRun
from emergency.simulation.team import MINUTES, UNTIL_AGREED, UNTIL_VERIFIED, Task
from emergency.simulation.workload import WANTED_A_DAY, Workload, a_day

HOUR: Final = timedelta(hours=1)
NEVER: Final = "–"


type Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Waits:
    """Hours from the form to a roof that is agreed, of all who could be housed by the rules."""

    asked: int
    hours: tuple[float, ...]  # of those who were housed, the shortest first

    def within(self, hours: float) -> float:
        """In points of a hundred."""
        return 100 * sum(one <= hours for one in self.hours) / max(self.asked, 1)

    def quantile(self, share: float) -> float:
        """Whoever was never housed waited for ever."""
        place = max(math.ceil(share * self.asked) - 1, 0)
        return self.hours[place] if place < len(self.hours) else math.inf


@dataclass(frozen=True, slots=True)
class Report:
    """Figures, and everything that must not be."""

    lines: tuple[Line, ...]
    broken: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return not self.broken


def report_of(run: SimulationRun) -> Report:
    """Rows first; minutes of people from the ledger of tasks."""
    parts = (_of_people, _of_asks, _of_work, _of_clocks)
    return Report(tuple(line for part in parts for line in part(run)), tuple(_broken(run)))


def waits_in(activation: Activation) -> Waits:
    """Without those who took their request back, weren't within the rules, or asked twice."""
    left = ("withdrawn", "ineligible", "duplicate")
    asked = HousingRequest.objects.filter(activation=activation).exclude(state__in=left)
    stays = Placement.objects.filter(activation=activation, request__in=asked).order_by("-at")
    moments = stays.values_list("request", "at", "request__submission__received_at")
    first = {request: (at - came) / HOUR for request, at, came in moments}
    return Waits(asked.count(), tuple(sorted(first.values())))


def _of_people(run: SimulationRun) -> Iterator[Line]:
    activation = run.activation
    waits, homes = waits_in(activation), HousingOffer.objects.filter(activation=activation)
    states = Counter(activation.housing_requests.values_list("state", flat=True))
    reached = homes.filter(check_level__gt=0).count()
    yield _("people who asked for housing"), _number(sum(states.values()))
    yield _("homes lent; hosts reached"), f"{homes.count()}; {reached}"
    yield _("hours until the first stay was agreed"), _hours(_first(activation, "at"))
    yield _("hours until the first person arrived"), _hours(_first(activation, "arrived"))
    for hours in (6, 24, 72):
        share = number_format(waits.within(hours), 1)
        yield (
            _("requests with a stay agreed within %(hours)s hours") % {"hours": hours},
            f"{share} %",
        )
    half, most = _hours(waits.quantile(0.5)), _hours(waits.quantile(0.9))
    yield _("hours of waiting: median; 90th percentile"), f"{half}; {most}"
    for state, number in sorted(states.items()):
        yield (
            _("requests at the end: %(state)s") % {"state": RequestState(state).label},
            _number(number),
        )


def _first(activation: Activation, what: str) -> float:
    """Hours from the declaration on."""
    opened = activation.opened_at or activation.created_at
    moments = {
        "at": Placement.objects.filter(activation=activation).values_list("at", flat=True),
        "arrived": Event.objects.filter(
            activation=activation, noun=Noun.PLACEMENT, new=PlacementState.CHECKED_IN
        ).values_list("at", flat=True),
    }
    return min(((moment - opened) / HOUR for moment in moments[what]), default=math.inf)


def _of_asks(run: SimulationRun) -> Iterator[Line]:
    asks = Counter(run.activation.proposals.values_list("state", flat=True))
    stays = Counter(_stays(run).values_list("state", flat=True))
    each = sum(asks.values()) / max(sum(stays.values()), 1)
    yield _("hosts asked per stay agreed"), number_format(each, 1)
    yield _("requests to hosts that got no reply"), _number(asks[ProposalState.EXPIRED])
    yield (
        _("requests to hosts withdrawn because another host was quicker"),
        _number(asks[ProposalState.CANCELLED]),
    )
    yield (
        _("stays cut short; people who never arrived"),
        (f"{stays[PlacementState.BROKEN_DOWN]}; {stays[PlacementState.NO_SHOW]}"),
    )


def _of_work(run: SimulationRun) -> Iterator[Line]:
    for task in Task:
        if number := run.book.tasks[task]:
            words = _("%(number)s × %(minutes)s min")
            yield (
                str(task.label),
                words
                % {
                    "number": number,
                    "minutes": number_format(MINUTES[task]),
                },
            )
    workload = workload_of(run)
    roofs = a_day(workload.for_each_roof)
    verdict = _("goal met") if roofs >= WANTED_A_DAY else _("goal not met")
    yield (
        _("coordinator minutes per stay agreed"),
        _hours(workload.for_each_roof),
    )
    yield (
        _("stays one coordinator can arrange in eight hours"),
        f"{number_format(roofs, 1)} (≥ {WANTED_A_DAY}, {verdict})",
    )
    yield (
        _("the same, if there had been a home for everyone verified"),
        number_format(a_day(workload.were_there_homes), 1),
    )
    yield _("limiting factor"), str(workload.limit.label)


def workload_of(run: SimulationRun) -> Workload:
    """Of the coordinators alone: whoever calls hosts works beside them."""
    verified = run.activation.housing_requests.filter(verifications__isnull=False)
    return Workload(
        verifying=run.book.minutes(UNTIL_VERIFIED),
        finding=run.book.minutes(UNTIL_AGREED),
        verified=verified.distinct().count(),
        roofs=_stays(run).count(),
    )


def _of_clocks(run: SimulationRun) -> Iterator[Line]:
    alerts = Alert.objects.filter(activation=run.activation)
    late = Counter(alerts.values_list("action", flat=True))
    for action, number in sorted(late.items()):
        yield (
            _("missed deadlines: %(action)s") % {"action": NextAction(action).label},
            _number(number),
        )
    yield _("logged views of personal details"), _number(RevealLog.objects.count())
    yield _("emails and jobs queued for later"), _number(OutboxEntry.objects.count())
    yield _("nights when everything was checked"), _number(run.nights)


def _broken(run: SimulationRun) -> Iterator[str]:
    """What the nights found, and what only the end can tell."""
    for one in run.broken:
        yield f"{one.name}: {one.count}"
    activation = run.activation
    if activation.state != ActivationState.CLOSED:
        yield _("The emergency couldn’t be closed.")
    submissions = Submission.objects.filter(
        activation=activation, intake_type=IntakeType.REQUEST
    ).count()
    requests = activation.housing_requests.count()
    if not run.guests.sent == submissions + len(run.guests.callers) == requests:
        yield _("Requests sent: %(sent)s. Requests recorded: %(kept)s.") % {
            "sent": run.guests.sent,
            "kept": requests,
        }
    if doubles := nights_given_twice(activation):
        yield _("Nights booked twice: %(number)s") % {"number": doubles}
    if left := TakenNight.objects.filter(offer__activation=activation).count():
        yield _("Nights still reserved after the end: %(number)s") % {"number": left}


def nights_given_twice(activation: Activation) -> int:
    """Counted from the stays themselves, as if there were no key: lived until it ended or broke."""
    over = Event.objects.filter(activation=activation, noun=Noun.PLACEMENT)
    ended = {
        number: at.date()
        for number, at in over.exclude(new__in=LIVE_PLACEMENTS).values_list("number", "at")
    }
    nights = Counter(
        (stay.offer_id, night)
        for stay in Placement.objects.filter(activation=activation)
        for night in DateRange(stay.check_in, stay.check_out).nights
        if night < ended.get(stay.pk, stay.check_out)
    )
    return sum(number > 1 for number in nights.values())


def _stays(run: SimulationRun) -> QuerySet[Placement]:
    return Placement.objects.filter(activation=run.activation)


def _number(number: float) -> str:
    return number_format(number, force_grouping=True)


def _hours(hours: float) -> str:
    return NEVER if hours == math.inf else number_format(hours, 1)
