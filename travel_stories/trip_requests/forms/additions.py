"""Into which trip something is added, on which day, and for how many nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.text.formatting import format_date_range, format_day
from core.values.dates import DateRange
from core.values.numbers import whole_number
from hosting.offers.presenters.dates_and_party import DatesAndParty
from hosting.requests.models.requests import Request
from travel_stories.collaboration.forms import KeyForm
from travel_stories.trip_requests.errors.additions import TripTooShortForStayError
from travel_stories.trip_requests.models.additions import Addition, Subject
from travel_stories.trip_requests.selectors.additions import seat_for
from travel_stories.trip_requests.selectors.attachable import steps_to_attach
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip
from travel_stories.trips.validators import LONGEST_TRIP, MOST_PEOPLE, check_day
from ui.forms import DayInput


class AddForm(KeyForm):
    """Begins with what the address says: `trip`, dates and people of a search.

    `seats` are those that the visitor plans from; a new trip is for accounts (`may_begin`).
    """

    trip = forms.ChoiceField(label=_("Trip"), required=False)
    check_in = forms.DateField(
        label=_("Day"), widget=DayInput, required=False, validators=[check_day]
    )
    day = forms.IntegerField(
        label=_("Day number, if the trip has no dates yet"),
        min_value=1,
        max_value=LONGEST_TRIP,
        required=False,
    )
    nights = forms.IntegerField(label=_("Nights"), min_value=1, max_value=LONGEST_TRIP)
    adults = forms.IntegerField(
        label=_("Adults, for a new trip"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("A trip that you’re already planning keeps its own number of people."),
    )
    children = forms.IntegerField(
        label=_("Children, for a new trip"), min_value=0, max_value=MOST_PEOPLE, required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        subject: Subject,
        seats: Sequence[TripMember],
        may_begin: bool,
        query: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial=_initial(subject, seats, query))
        self.subject = subject
        self.steps: dict[str, Step] = {}
        self.seats = {seat.trip.public_id: seat for seat in seats}
        own = [(key, seat.trip.title) for key, seat in self.seats.items()]
        new = [("", _("A new trip"))] if may_begin else []
        self.fields["trip"].choices = [*own, *new]  # type: ignore[attr-defined]
        self.fields["trip"].required = not may_begin
        for name in self._unused_fields(may_begin=may_begin):
            del self.fields[name]
        if subject.takes_nights:
            self.fields["check_in"].label = _("Arrival")
        seat = self.seats.get((self.initial if data is None else data).get("trip", ""))
        if subject.request is not None and seat:
            self._offer_steps(seat.trip, subject.request)
        if data is not None and data.get("longer"):
            self._offer_length(seat, str(data["longer"]))

    def _offer_steps(self, trip: Trip, request: Request) -> None:
        """Where several steps could hold the request, ask which."""
        self.steps = {step.public_id: step for step in steps_to_attach(trip, request)}
        if len(self.steps) > 1:
            self.fields["step"] = forms.ChoiceField(
                label=_("Which step is the request for?"),
                choices=[  # `Two rooms, 11–13 December 2026`
                    (
                        key,
                        f"{step.title}, {format_date_range(step.dates)}"
                        if step.dates
                        else step.title,
                    )
                    for key, step in self.steps.items()
                ],
                widget=forms.RadioSelect,
            )

    def _offer_length(self, seat: TripMember | None, value: str) -> None:
        """The new end of the trip, to be accepted: `value` is the trip and its number of days."""
        key, _colon, number = value.partition(":")
        days = whole_number(number)
        if seat is None or seat.trip.public_id != key or days is None:
            return
        if seat.trip.days < days <= LONGEST_TRIP:
            field = self.fields.setdefault(
                "longer",
                forms.MultipleChoiceField(
                    label=_("End of the trip"), widget=forms.CheckboxSelectMultiple, required=False
                ),
            )
            field.choices = [(value, _end_in_words(seat.trip, days))]  # type: ignore[attr-defined]

    def ask_to_lengthen(self, refusal: TripTooShortForStayError) -> None:
        """Show the end that the trip would have, and the box that accepts it."""
        self._offer_length(self.seat, f"{self.cleaned_data['trip']}:{refusal.facts['days']}")
        self.add_error("longer" if "longer" in self.fields else None, str(refusal))

    def _unused_fields(self, *, may_begin: bool) -> set[str]:
        """A request has its own dates and people."""
        if self.subject.request is not None:
            return {"check_in", "day", "nights", "adults", "children"}
        people = set() if may_begin else {"adults", "children"}
        nights = set() if self.subject.takes_nights else {"nights"}
        is_dated = all(seat.trip.starts_on for seat in self.seats.values())
        return people | nights | ({"day"} if is_dated else set())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seat = self.seats.get(data.get("trip", ""))
        if seat and "day" in self.fields and not seat.trip.starts_on:
            self._require_day_number(data)
        return data

    def _require_day_number(self, data: Mapping[str, Any]) -> None:
        """A date means nothing in a trip without dates, and isn't dropped without a word."""
        if data.get("check_in") and not data.get("day") and "day" not in self.errors:
            self.add_error(
                "day",
                _(
                    "This trip has no dates yet. Enter a day number, or clear the "
                    "date to choose the day later."
                ),
            )

    @property
    def seat(self) -> TripMember | None:
        """The seat in the trip that was chosen; nothing for a new trip."""
        return self.seats.get(self.cleaned_data["trip"])

    @property
    def step(self) -> Step | None:
        """The step that was chosen for a request, where there are several."""
        return self.steps.get(self.cleaned_data.get("step", ""))

    @property
    def accepted_days(self) -> int:
        """The number of days that the person lets the trip have; 0 where nothing was accepted."""
        accepted = self.cleaned_data.get("longer") or ["0"]
        return int(accepted[0].rpartition(":")[2])

    def addition(self) -> Addition:
        data = self.cleaned_data
        return Addition(
            subject=self.subject,
            check_in=data["check_in"],
            day=data.get("day"),
            nights=data.get("nights"),
            adults=data.get("adults") or 1,
            children=data.get("children") or 0,
        )


class ChosenForm(forms.Form):
    """What an address says of dates and people, as a search writes it."""

    check_in = forms.DateField(required=False, validators=[check_day])
    check_out = forms.DateField(required=False, validators=[check_day])
    adults = forms.IntegerField(min_value=1, max_value=MOST_PEOPLE, required=False)
    children = forms.IntegerField(min_value=0, max_value=MOST_PEOPLE, required=False)

    def chosen(self) -> DatesAndParty:
        """Without what makes no sense."""
        self.is_valid()
        return DatesAndParty(**{name: self.cleaned_data.get(name) for name in self.fields})


def _initial(
    subject: Subject, seats: Sequence[TripMember], query: Mapping[str, str]
) -> dict[str, Any]:
    chosen = ChosenForm(query).chosen()
    named = next((seat for seat in seats if seat.trip.public_id == query.get("trip")), None)
    dates = chosen.dates  # the nights, or the one day that was named
    if not dates and chosen.check_in is not None:
        next_day = chosen.check_in.fromordinal(chosen.check_in.toordinal() + 1)
        dates = DateRange(chosen.check_in, next_day)
    seat = named or seat_for(seats, dates)
    begins = chosen.check_in or (seat.trip.starts_on if seat else None)
    return {
        "trip": seat.trip.public_id if seat else "",
        "check_in": begins,
        "nights": len(chosen.dates) if chosen.dates else subject.least_nights,
        "adults": chosen.adults or 1,
        "children": chosen.children or 0,
    }


def _end_in_words(trip: Trip, days: int) -> str:
    """`The trip will end on 14 December 2026, not on 13 December 2026.`"""
    first, last = trip.starts_on, trip.last_day
    if first is None or last is None:
        sentence = ngettext(
            "The trip will have %(days)s day.", "The trip will have %(days)s days.", days
        )
        return sentence % {"days": days}
    end = first + timedelta(days=days - 1)
    return gettext("The trip will end on %(new)s instead of %(old)s.") % {
        "new": format_day(end),
        "old": format_day(last),
    }
