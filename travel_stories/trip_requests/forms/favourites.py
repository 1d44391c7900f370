"""Into which trip a list of favourites goes."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.forms import KeyForm
from travel_stories.trips.models.members import TripMember


class ListToTripForm(KeyForm):
    """`seats` are those that the visitor plans from, the newest trip first."""

    trip = forms.ChoiceField(label=_("Trip"))

    def __init__(self, data: QueryDict | None = None, *, seats: Sequence[TripMember]) -> None:
        super().__init__(data)
        self.seats = {seat.trip.public_id: seat for seat in seats}
        choices = [(key, seat.trip.title) for key, seat in self.seats.items()]
        self.fields["trip"].choices = choices  # type: ignore[attr-defined]

    @property
    def seat(self) -> TripMember:
        return self.seats[self.cleaned_data["trip"]]
