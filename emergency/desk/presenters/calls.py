"""Whom to ring, the longest silent first, and what else waits for a coordinator's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from commons.accounts.models import User
from emergency.activations.models.activations import Activation
from emergency.desk.presenters.truncated_lists import truncate
from emergency.desk.selectors.waiting import (
    homes_to_call,
    resting_calls,
    stays_without_entry,
)
from emergency.housing.choices import CallOutcome
from emergency.housing.models.calls import HostCall
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.presenters.messages import held_messages
from emergency.housing.presenters.stay_updates import appeals_of
from emergency.intake.choices import IntakeType

MOST: Final = 100
EVENING: Final = time(18)


@dataclass(frozen=True, slots=True)
class CallRow:
    offer: HousingOffer
    tries: int
    on_the_line: str  # who rings just now, where it isn't the reader


@dataclass(frozen=True, slots=True)
class UnreachedPerson:
    """Somebody to whom a text message couldn't go: what they have to be told, the newest word."""

    reference: str
    url: str
    text: Text
    number: int


@dataclass(frozen=True, slots=True)
class CallBackTime:
    """A usual hour to call back: as a person reads it, and as the form takes it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CallBoard:
    rows: list[CallRow]
    unreached: list[UnreachedPerson]
    left_out: int
    resting: int
    appeals: list[Suspension]
    held: list[RelayMessage]
    entries: list[Placement]


def call_board(activation: Activation, viewer: User) -> CallBoard:
    """As many questions for a hundred homes as for one."""
    ringing = HostCall.objects.on_the_line().filter(offer=OuterRef("pk")).exclude(by=viewer)
    homes = homes_to_call(activation).annotate(rests=resting_calls())
    rows = (
        homes.filter(rests=False)
        .annotate(
            tries=Count("calls", filter=Q(calls__outcome=CallOutcome.NO_ANSWER)),
            ringing=Subquery(ringing.values("by__display_name")[:1]),
        )
        .select_related("submission", "locality", "activation")
        .order_by("-state", "last_confirmed_at", "pk")
    )
    listed = truncate(rows, MOST)
    counted: list[Any] = listed.rows
    reminded = stays_without_entry(activation, viewer).select_related("offer__submission")
    return CallBoard(
        rows=[CallRow(one, one.tries, one.ringing or "") for one in counted],
        unreached=_unreached(activation, viewer),
        left_out=listed.left_out,
        resting=homes.filter(rests=True).count(),
        appeals=appeals_of(activation),
        held=held_messages(activation, viewer),
        entries=list(reminded.order_by("check_in", "pk")[:MOST]),
    )


def _unreached(activation: Activation, viewer: User) -> list[UnreachedPerson]:
    """One line a person, whoever waits longest first."""
    texts = Text.objects.to_ring().within_reach_of(viewer).filter(activation=activation)
    of_each: dict[int, list[Text]] = {}
    for text in texts.select_related("submission"):
        of_each.setdefault(text.submission_id, []).append(text)
    people = []
    for words in list(of_each.values())[:MOST]:
        newest, submission = words[-1], words[-1].submission
        name = "offer" if submission.intake_type == IntakeType.OFFER else "request"
        url = reverse(f"emergency:{name}", args=[activation.address, submission.public_id])
        people.append(UnreachedPerson(submission.reference, url, newest, len(words)))
    return people


def call_back_times(activation: Activation) -> list[CallBackTime]:
    """In an hour, this evening, tomorrow morning: while somebody answers, the soonest first."""
    now = timezone.now()
    zone = ZoneInfo(activation.timezone)
    today = activation.today()
    evening = datetime.combine(today, EVENING, tzinfo=zone)
    in_an_hour = activation.attended(now + timedelta(hours=1))
    times = [(activation.morning_of(today + timedelta(days=1)), _("Tomorrow, %(time)s"))]
    if in_an_hour < evening == activation.attended(evening):
        times.insert(0, (evening, _("Tonight, %(time)s")))
    if in_an_hour.astimezone(zone).date() == today:
        times.insert(0, (in_an_hour, _("Today, %(time)s")))
    return [
        CallBackTime(
            label % {"time": time_format(moment.astimezone(zone))},
            timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M"),
        )
        for moment, label in times
    ]
