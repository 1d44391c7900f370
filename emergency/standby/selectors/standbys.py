"""Homes that a host promised for an emergency, and the emergencies that want them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.states.activations import ActivationState
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.states.offers import OVER
from emergency.standby.models import Standby
from hosting.calendar_feeds.models import ForeignBlock
from hosting.calendars.models import NightHold
from hosting.offers.models.stays import Unit


@dataclass(frozen=True, slots=True)
class StandbyEmergency:
    """An open emergency around this home, and the page that lends it there."""

    territory: str
    is_drill: bool
    url: str


@dataclass(frozen=True, slots=True)
class Lent:
    """Where it is lent, or was until the emergency ended; `url` is the host's own page of it."""

    territory: str
    is_drill: bool
    has_ended: bool
    dates: DateRange
    reference: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class StandbyRow:
    name: str
    key: str
    end_url: str
    wanted: list[StandbyEmergency] = field(default_factory=list)
    lent: list[Lent] = field(default_factory=list)


def promised_by(host: User) -> list[StandbyRow]:
    rows = Standby.objects.of_host(host.pk).select_related("unit__stay__place__locality")
    standbys = list(rows)
    if not standbys:
        return []
    active: list[Activation] = []
    if list_open_emergencies():  # nothing is asked in a quiet year
        active = list(Activation.objects.filter(state=ActivationState.ACTIVE))
    lent: defaultdict[int | None, list[HousingOffer]] = defaultdict(list)
    for offer in _with_state(HousingOffer.objects.filter(unit__standby__in=standbys)):
        lent[offer.unit_id].append(offer)
    promised = []
    for one in standbys:
        place, lent_in = one.unit.stay.place, {offer.activation_id for offer in lent[one.unit_id]}
        around = [
            activation
            for activation in active
            if place is not None
            and place.locality.department_code in activation.department_codes
            and activation.pk not in lent_in
        ]
        wanted = [
            StandbyEmergency(
                activation.territory,
                activation.is_drill,
                reverse("emergency:standby-lend", args=[one.public_id, activation.public_id]),
            )
            for activation in around
        ]
        promised.append(
            StandbyRow(
                name=f"{one.unit.stay.title}, {one.unit.name}",
                key=one.get_access_mode_display(),
                end_url=reverse("emergency:standby-end", args=[one.public_id]),
                wanted=wanted,
                lent=[_lent(offer) for offer in lent[one.unit_id]],
            )
        )
    return promised


def lent_from_standby(host: User) -> list[Lent]:
    """Homes on stand-by that are lent now, for the panel on My desk."""
    if not list_open_emergencies():
        return []
    offers = HousingOffer.objects.filter(unit__stay__host=host.pk, unit__standby__isnull=False)
    return [lent for lent in map(_lent, _with_state(offers)) if not lent.has_ended]


def taken_ranges(unit: Unit, within: DateRange) -> list[DateRange]:
    """Nights that agreed stays or other calendars take, put together where they follow each other.

    What another site only doesn't take bookings for yet is free.
    """
    nights = set(NightHold.objects.filter(unit=unit).during(within).nights())
    for block in ForeignBlock.objects.filter(unit=unit).taken().during(within):
        first, last = max(block.start, within.check_in), min(block.end, within.check_out)
        nights.update(DateRange(first, last).nights)
    ranges: list[DateRange] = []
    for night in sorted(nights):
        after = night + timedelta(days=1)
        if ranges and ranges[-1].check_out == night:
            ranges[-1] = DateRange(ranges[-1].check_in, after)
        else:
            ranges.append(DateRange(night, after))
    return ranges


def first_free_range(within: DateRange, taken: Iterable[DateRange], least: int) -> DateRange:
    """The first gap between taken nights with `least` nights or more; all of it if there is none.

    `taken` is in order of its days.
    """
    first = within.check_in
    for one in taken:
        if (one.check_in - first).days >= least:
            return DateRange(first, one.check_in)
        first = one.check_out
    return DateRange(first, within.check_out) if first < within.check_out else within


def _with_state(offers: QuerySet[HousingOffer]) -> QuerySet[HousingOffer]:
    """The newest first, with `is_lived_in`; what is forgotten is left out."""
    stays = Placement.objects.live().filter(offer=OuterRef("pk"))
    rows = offers.exclude(activation__state=ActivationState.PURGED)
    rows = rows.annotate(is_lived_in=Exists(stays)).order_by("-pk")
    return rows.select_related("activation", "submission")


def _lent(offer: HousingOffer) -> Lent:
    activation = offer.activation
    is_lived_in: bool = getattr(offer, "is_lived_in", False)
    is_over = offer.state in OVER or activation.state == ActivationState.CLOSED
    return Lent(
        territory=activation.territory,
        is_drill=activation.is_drill,
        has_ended=not is_lived_in and is_over,
        dates=offer.window,
        reference=offer.reference,
        state=_("A stay is agreed") if is_lived_in else offer.get_state_display(),
        url=offer.submission.get_absolute_url(),
    )
