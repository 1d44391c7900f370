"""A territory that exists nowhere: its coordinators, places of work, communes and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from django.utils import timezone

from commons.accounts.models import User
from commons.geography.choices import LocalityKind
from commons.geography.models import Locality
from core.values.geo import Point
from emergency.activations.actions.activations import plan_activation
from emergency.activations.actions.duties import put_on_duty
from emergency.activations.actions.switching import propose_switch
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.activations.states.switching import SwitchChange
from emergency.housing.actions.rosters import upload_roster

REVIEW: Final = timedelta(days=10)
LAST: Final = timedelta(days=60)
LISTED_IN_TEN: Final = 7


@dataclass(frozen=True, slots=True)
class Fixtures:
    """Everything that exists before the first form is sent."""

    activation: Activation
    ruler: User
    coordinators: list[User]
    callers: list[User]
    hospitals: dict[Point, Hospital]
    communes: dict[Point, Locality]


def create_fixtures(
    works: Iterable[Point],
    homes: Iterable[Point],
    *,
    coordinators: int,
    callers: int,
    rules: Mapping[str, object] = MappingProxyType({}),
) -> Fixtures:
    """Prepared and declared through the actions of the desk; `rules` other than usual."""
    ruler = _person("ruler", is_superuser=True)
    today = timezone.localdate()
    activation = plan_activation(
        words={
            "territory": "Rehearsal",
            "departments": "37",
            "operator": "Rehearsal",
            "responsible": "Rehearsal",
            "phone": "+33247000000",
            "reason": "Rehearsal",
            "decision": "Rehearsal",
            "is_drill": True,
            "work_domains": "hospital.example",
            "whole_only": False,
            "review_on": today + REVIEW,
            "hard_end": today + LAST,
            **rules,
        },
        by=ruler,
    )
    coordinating = [_person(f"coordinator-{place}") for place in range(coordinators)]
    calling = [_person(f"caller-{place}") for place in range(callers)]
    for team, reads in ((coordinating, True), (calling, False)):
        for person in team:
            put_on_duty(activation=activation, email=person.email, sees_safety=reads, by=ruler)
    hospitals = {point: _hospital(place, point) for place, point in enumerate(_each(works))}
    communes = {point: _commune(place, point) for place, point in enumerate(_each(homes))}
    propose_switch(activation=activation, change=SwitchChange.DECLARE, by=ruler)
    activation.refresh_from_db()
    return Fixtures(activation, ruler, coordinating, calling, hospitals, communes)


def give_roster(fixtures: Fixtures, numbers: Iterable[int]) -> None:
    """The employers' list: the telephones of so many who will ask."""
    data = "\n".join(map(guest_phone, numbers)).encode()
    upload_roster(activation=fixtures.activation, data=data, by=fixtures.coordinators[0])


def is_listed(number: int) -> bool:
    """Seven in ten work where a list came from; agencies and the self-employed have none."""
    return number % 10 < LISTED_IN_TEN


def guest_phone(number: int) -> str:
    return f"+336{39_000_000 + number:08}"


def host_phone(number: int) -> str:
    return guest_phone(500_000 + number)


def rounded(point: Point) -> Point:
    """A home is known by its commune, roughly."""
    return Point(round(point.latitude, 2), round(point.longitude, 2))


def _person(name: str, *, is_superuser: bool = False) -> User:
    return User.objects.create_user(
        f"{name}@rehearsal.example",
        display_name=name,
        email_verified_at=timezone.now(),
        is_superuser=is_superuser,
    )


def _hospital(place: int, point: Point) -> Hospital:
    return Hospital.objects.create(
        code=f"rehearsal-{place}",
        name=f"Hospital {place}",
        city="Rehearsal",
        postcode="37000",
        department_code="37",
        latitude=point.latitude,
        longitude=point.longitude,
    )


def _commune(place: int, point: Point) -> Locality:
    return Locality.objects.create(
        code=f"rehearsal:{place}",
        kind=LocalityKind.COMMUNE,
        name=f"Commune {place}",
        search_keys=f"commune {place}",
        country="FR",
        department="Rehearsal",
        department_code="37",
        latitude=point.latitude,
        longitude=point.longitude,
    )


def _each(points: Iterable[Point]) -> list[Point]:
    return list(dict.fromkeys(points))
