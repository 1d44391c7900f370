"""Homes that a host promised for an emergency, and the emergencies that want them now."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from commons.accounts.models import User
from emergency.enums import ActivationState
from emergency.models import Activation, HousingOffer, Standby
from emergency.queries.doors import open_doors


@dataclass(frozen=True, slots=True)
class Wanted:
    """An open emergency around this home, and the press that lends it there."""

    territory: str
    url: str
    is_lent: bool


@dataclass(frozen=True, slots=True)
class Promised:
    name: str
    key: str
    end_url: str
    wanted: list[Wanted] = field(default_factory=list)


def promised_by(host: User) -> list[Promised]:
    rows = Standby.objects.of_host(host.pk).select_related("unit__stay__place__locality")
    standbys = list(rows)
    active = _active() if standbys else []
    lent = set(
        HousingOffer.objects.filter(unit__standby__in=standbys).values_list("unit", "activation")
    )
    return [
        Promised(
            name=f"{one.unit.stay.title}, {one.unit.name}",
            key=one.get_access_mode_display(),
            end_url=reverse("emergency:standby-end", args=[one.pk]),
            wanted=[
                Wanted(
                    territory=activation.territory,
                    url=reverse("emergency:standby-lend", args=[one.pk, activation.public_id]),
                    is_lent=(one.unit_id, activation.pk) in lent,
                )
                for activation in active
                if _is_around(activation, one)
            ],
        )
        for one in standbys
    ]


def _active() -> list[Activation]:
    """Nothing is asked in a quiet year."""
    if not open_doors():
        return []
    return list(Activation.objects.filter(state=ActivationState.ACTIVE))


def _is_around(activation: Activation, standby: Standby) -> bool:
    place = standby.unit.stay.place
    return place is not None and place.locality.department_code in activation.department_codes
