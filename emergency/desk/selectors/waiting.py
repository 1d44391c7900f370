"""What waits on a desk: the homes and stays to call about, and how much stands behind each tab."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from emergency.activations.models.activations import Activation, Duty
from emergency.housing.models.calls import HostCall
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingOffer, HousingOfferQuerySet
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.selectors.matching_input import requests_to_place
from emergency.housing.states.extensions import SuspensionState
from emergency.housing.states.offers import UNSEEN, OfferState
from emergency.safety.models import Incident

SOON: Final = timedelta(hours=24)


def requests_within(activation: Activation, duty: Duty | None) -> HousingRequestQuerySet:
    """Those that this coordinator looks after; all of them for who only rules."""
    if duty is not None:
        return HousingRequest.objects.within(duty)
    return HousingRequest.objects.filter(activation=activation)


def homes_to_call(activation: Activation) -> HousingOfferQuerySet:
    """Parked, or ready and about to be: whoever is called today isn't parked tonight."""
    soon = Q(state=OfferState.LIVE, fresh_until__lte=timezone.now() + SOON)
    parked = Q(state=OfferState.PARKED)
    return HousingOffer.objects.filter(parked | soon, activation=activation)


def resting_calls() -> Exists:
    """Nobody answered: not again before tomorrow morning. A condition on homes."""
    return Exists(HostCall.objects.resting().filter(offer=OuterRef("pk")))


def stays_without_entry(activation: Activation, viewer: Visitor) -> QuerySet[Placement]:
    """Guests who come soon, and whose host was reminded in vain to say how they get in."""
    mine = HousingRequest.objects.looked_after_by(viewer)
    stays = Placement.objects.without_entry().filter(activation=activation, request__in=mine)
    return stays.exclude(entry_asked_at=None)


def count_waiting(activation: Activation, viewer: User, duty: Duty | None) -> dict[str, int]:
    """How many things wait behind the tabs of the queue, the calls, the homes and so on.

    One query, however many tabs there are. Who isn't on duty sees requests and homes only.
    """
    behind: dict[str, list[Coalesce]] = {
        "queue": [_count(requests_within(activation, duty).open())],
        "homes": [_count(HousingOffer.objects.filter(state__in=UNSEEN))],
    }
    if duty is not None:
        mine = HousingRequest.objects.looked_after_by(viewer)
        texts = Text.objects.to_ring().within_reach_of(viewer)
        behind["matching"] = [
            _count(requests_within(activation, duty) & requests_to_place(activation))
        ]
        behind["calls"] = [
            _count(homes_to_call(activation).filter(~resting_calls())),
            _count(texts, of="submission"),
            _count(Suspension.objects.filter(state=SuspensionState.APPEALED)),
            _count(RelayMessage.objects.held().filter(proposal__request__in=mine)),
            _count(stays_without_entry(activation, viewer)),
        ]
    if duty is not None and duty.sees_safety:
        behind["safety"] = [_count(Incident.objects.visible_to(viewer).waiting())]
    columns = [column for columns in behind.values() for column in columns]
    found = iter(Activation.objects.filter(pk=activation.pk).values_list(*columns).get())
    return {key: sum(next(found) for _column in columns) for key, columns in behind.items()}


def _count(rows: QuerySet[Any], *, of: str = "pk") -> Coalesce:
    """A column with the number of these rows of an activation; of each `of` once."""
    mine = rows.filter(activation=OuterRef("pk")).order_by().values("activation")
    return Coalesce(Subquery(mine.annotate(n=Count(of, distinct=True)).values("n")), 0)
