"""What must hold at any moment, asked once a night: each line names what it found wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.housing.models.alerts import Alert
from emergency.housing.models.extensions import Extension
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.states.offers import AccessMode, OfferState
from emergency.housing.states.requests import ENDED
from emergency.intake.models.submissions import Submission
from emergency.safety.models import Incident


@dataclass(frozen=True, slots=True)
class BrokenInvariant:
    """An invariant that doesn't hold, and for how many rows."""

    name: str
    count: int


def broken_invariants(activation: Activation) -> list[BrokenInvariant]:
    """Nothing, on a good night."""
    found = {
        "I1 a live stay without its nights": _stays_without_nights(activation),
        "I2 an open ask without its nights": _asks_without_nights(activation),
        "I5 a slip that became nothing": _lost(activation),
        "I5 an open request without a next action": _idle(activation),
        "I7 a clock that ran out in silence": _silent(activation),
        "I7 a report on safety that waits in silence": _unread(activation),
        "I1 more nights without their nights": _extensions_without_nights(activation),
        "F18 a suspension without its decision": _suspended_by_nobody(activation),
        "I8 a stay without both signatures": _unsigned(activation),
        "I9 a blocked pair that was asked again": _asked_again(activation),
        "I10 a state that isn't its last event": _adrift(activation),
        "F1 a stale home that is asked": _stale_asks(activation),
        "F16 a ready home without its street, its number or its key": _not_found(activation),
        "F1 a home whose days are over": _past_homes(activation),
    }
    return [BrokenInvariant(name, count) for name, count in found.items() if count]


def _stays_without_nights(activation: Activation) -> int:
    stays = Placement.objects.live().filter(activation=activation)
    counted = stays.annotate(
        held=Count(
            "proposal__taken_nights",
            filter=Q(proposal__taken_nights__night__lt=F("check_out")),
        )
    )
    return _too_few(counted.values_list("check_in", "check_out", "held"))


def _asks_without_nights(activation: Activation) -> int:
    asks = Proposal.objects.open().filter(activation=activation)
    counted = asks.annotate(
        held=Count("taken_nights", filter=Q(taken_nights__night__lt=F("check_out")))
    )
    return _too_few(counted.values_list("check_in", "check_out", "held"))


def _too_few(rows: Iterable[tuple[date, date, int]]) -> int:
    return sum(held < (check_out - check_in).days for check_in, check_out, held in rows)


def _lost(activation: Activation) -> int:
    """Taken in, and neither a request nor an offer nor a helper; or waiting for an hour."""
    submissions = Submission.objects.filter(activation=activation)
    nothing = Q(housing_request=None, housing_offer=None, helper=None, taken_in_at__isnull=False)
    old = Q(taken_in_at=None, received_at__lt=timezone.now() - timedelta(hours=1))
    return submissions.filter(nothing | old).count()


def _idle(activation: Activation) -> int:
    requests = HousingRequest.objects.filter(activation=activation, next_action_at=None)
    return requests.exclude(state__in=ENDED).count()


def _silent(activation: Activation) -> int:
    alerts = Alert.objects.filter(request=OuterRef("pk"), due_at=OuterRef("next_action_at"))
    late = HousingRequest.objects.overdue().filter(activation=activation)
    return late.annotate(alert=Subquery(alerts.values("pk")[:1])).filter(alert=None).count()


def _unread(activation: Activation) -> int:
    """Half an hour and ten minutes: by then everybody on duty was told."""
    ten_minutes_ago = timezone.now() - timedelta(minutes=10)
    waiting = Incident.objects.waiting().filter(activation=activation, warned_at=None)
    return waiting.filter(due_at__lte=ten_minutes_ago).count()


def _extensions_without_nights(activation: Activation) -> int:
    asked = Extension.objects.open().filter(activation=activation)
    mine = "placement__proposal__taken_nights"
    within = Q(**{f"{mine}__night__gte": F("check_in"), f"{mine}__night__lt": F("check_out")})
    counted = asked.annotate(held=Count(mine, filter=within))
    return _too_few(counted.values_list("check_in", "check_out", "held"))


def _suspended_by_nobody(activation: Activation) -> int:
    """Each home that isn't proposed has a reason and an author that its host can answer."""
    homes = HousingOffer.objects.filter(activation=activation, state=OfferState.SUSPENDED)
    return homes.exclude(suspensions__in=Suspension.objects.in_force()).count()


def _unsigned(activation: Activation) -> int:
    stays = Placement.objects.filter(activation=activation)
    return stays.filter(agreement__requester_signed_at=None).count()


def _asked_again(activation: Activation) -> int:
    asks = Proposal.objects.open().filter(activation=activation)
    pairs = Q(request__blocked__offer=F("offer"), asked_at__gt=F("request__blocked__at"))
    return asks.filter(pairs).distinct().count()


def _adrift(activation: Activation) -> int:
    nouns: dict[Noun, QuerySet[HousingRequest] | QuerySet[HousingOffer] | QuerySet[Proposal]]
    nouns = {
        Noun.REQUEST: HousingRequest.objects.all(),
        Noun.OFFER: HousingOffer.objects.all(),
        Noun.PROPOSAL: Proposal.objects.all(),
    }
    wrong = 0
    for noun, rows in nouns.items():
        last = Event.objects.filter(noun=noun, number=OuterRef("pk")).order_by("-pk")
        mine = rows.filter(activation=activation)
        wrong += (
            mine.annotate(last=Subquery(last.values("new")[:1])).exclude(state=F("last")).count()
        )
    return wrong


def _stale_asks(activation: Activation) -> int:
    """Asked before it went stale is allowed; asked while it was parked isn't."""
    asks = Proposal.objects.open().filter(activation=activation, state="asked")
    gone = (OfferState.SUSPENDED, OfferState.WITHDRAWN, OfferState.REFUSED)
    return asks.filter(offer__state__in=gone).count()


def _not_found(activation: Activation) -> int:
    """Whoever was sent there would stand in a street without a door, or before a locked one."""
    homes = HousingOffer.objects.live().filter(activation=activation)
    without_street = Q(private=None) | Q(private__address="")
    without_hours = ~Q(access_mode=AccessMode.KEY_BOX) & Q(access_hours="")
    incomplete = homes.filter(without_street | without_hours).count()
    complete = homes.exclude(without_street | without_hours)
    addresses = HousingAddress.objects.filter(offer__in=complete)
    return incomplete + sum(one.lacks_number for one in addresses.iterator())


def _past_homes(activation: Activation) -> int:
    """Ended in the morning of its last day: one from the day before was passed over."""
    past = HousingOffer.objects.past().filter(activation=activation)
    return past.filter(check_out__lt=timezone.localdate()).count()
