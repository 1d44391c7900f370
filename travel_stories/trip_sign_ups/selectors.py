"""Who registered for a trip, what they pay together, and what one person is registered for."""

from __future__ import annotations

from dataclasses import dataclass

from commons.accounts.models import User
from travel_stories.trip_sign_ups.models import Registration, SignUp
from travel_stories.trips.trip_entries import TripEntry


@dataclass(frozen=True, slots=True)
class RegistrationList:
    """`standing` and `withdrawn`, in the order of coming. Sums are in minor units."""

    standing: list[Registration]
    withdrawn: list[Registration]

    @property
    def people(self) -> int:
        return sum(one.people for one in self.standing)

    @property
    def due(self) -> int:
        return sum(one.amount for one in self.standing)

    @property
    def paid(self) -> int:
        return sum(one.amount for one in self.standing if one.paid_on)

    @property
    def left_to_pay(self) -> int:
        return self.due - self.paid


def registrations_for(sign_up: SignUp) -> RegistrationList:
    """One query. For organisers alone."""
    rows = list(sign_up.registrations.all())
    return RegistrationList(
        standing=[one for one in rows if not one.is_withdrawn],
        withdrawn=[one for one in rows if one.is_withdrawn],
    )


def entries_of(person: User) -> list[TripEntry]:
    """The trips that they are registered for, the newest registration first. One query."""
    rows = Registration.objects.standing().filter(person=person).select_related("sign_up__trip")
    return [TripEntry(one.sign_up.trip, one.get_absolute_url()) for one in rows.order_by("-pk")]
