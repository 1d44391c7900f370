"""What a step says, and where it goes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar
from uuid import uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commons.geography.choices import TravelMode
from commons.geography.forms import LocalityField
from core.ids import ALPHABET, LENGTH
from hosting.offers.models.offers import Offer
from travel_stories.collaboration.forms import EditForm
from travel_stories.collaboration.models import Collaborator, Edit
from travel_stories.trips.choices import StepKind
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip

ADDRESS = re.compile(rf"(?:^|[/-])([{ALPHABET}]{{{LENGTH}}})/?$")


class OfferField(forms.CharField):
    """An offer of this site, by the address of its page as one copies it, or by its id."""

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if not address:
            return None
        ids = ADDRESS.findall(address.partition("?")[0].partition("#")[0])
        offer = Offer.objects.public().filter(public_id=ids[0]).first() if ids else None
        if offer is None:
            raise ValidationError(_("We find no open offer at this address."), code="offer")
        return offer

    def prepare_value(self, value: Any) -> Any:
        return value.get_absolute_url() if isinstance(value, Offer) else value


class StepForm(EditForm, forms.ModelForm[Step]):
    """Each kind asks for what it needs and for nothing else."""

    locality = LocalityField(label=_("Commune or town"), required=False)
    kilometres = forms.DecimalField(
        label=_("Kilometres, if you know them"),
        min_value=0,
        max_value=20_000,
        decimal_places=1,
        max_digits=6,
        required=False,
        help_text=_("Otherwise we reckon them from the steps around."),
    )

    offer = OfferField(
        label=_("Address of the offer"),
        max_length=300,
        required=False,
        help_text=_("Copy it from its page. Or leave it empty, and look for one near the step."),
    )

    class Meta:
        model = Step
        fields = ("title", "at", "minutes", "nights", "locality", "spot", "mode", "people", "words")
        widgets: ClassVar = {
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "words": forms.Textarea(attrs={"rows": 4}),
            "people": forms.CheckboxSelectMultiple,
        }

    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        StepKind.WISH: ("title", "at", "minutes", "locality", "spot", "people", "words"),
        StepKind.OFFER: ("title", "offer", "at", "nights", "people", "words"),
        StepKind.MEETING: ("title", "at", "locality", "spot", "people", "words"),
        StepKind.LEG: ("title", "at", "mode", "kilometres", "minutes", "people", "words"),
        StepKind.NOTE: ("title", "at", "people", "words"),
    }

    def __init__(self, *args: Any, trip: Trip, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = StepKind(kind)
        for name in self.fields.keys() - {*self.ASKED[kind], "key", "based_on"}:
            del self.fields[name]
        self.order_fields(self.ASKED[kind])
        seats = TripMember.objects.present().filter(trip=trip)
        self.fields["people"].queryset = seats  # type: ignore[attr-defined]
        self.fields["people"].help_text = _("Nobody ticked means everybody.")
        if self.kind == StepKind.LEG:
            self.fields["mode"].choices = TravelMode.choices  # type: ignore[attr-defined]
            self.fields["mode"].required = True
            self.fields["title"].required = False
        if self.kind == StepKind.OFFER:
            self._show_offer()
        if self.instance.pk is not None:
            self.initial["based_on"] = self.instance.version
            metres = self.instance.metres
            self.initial["kilometres"] = None if metres is None else Decimal(metres) / 1000

    def _show_offer(self) -> None:
        """While a host is asked for it, or has agreed, the offer stays."""
        self.initial["offer"] = self.instance.offer
        self.fields["title"].required = False
        if self.instance.stands:
            del self.fields["offer"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.kind == StepKind.OFFER and not data.get("title") and "title" not in self.errors:
            offer = data.get("offer") or self.instance.offer
            if offer is None:
                self.add_error("title", _("Name the step, or give it an offer."))
            else:
                data["title"] = offer.title
        return data

    def words(self) -> dict[str, Any]:
        words = super().words() | {"kind": self.kind}
        if self.kind == StepKind.LEG:
            kilometres = words.pop("kilometres")
            words["metres"] = None if kilometres is None else int(kilometres * 1000)
            words["title"] = words["title"] or TravelMode(words["mode"]).label
        return words


class NewStepForm(StepForm):
    """Also asks on which day."""

    day = forms.TypedChoiceField(label=_("Day"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, trip: Trip, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, trip=trip, kind=kind, **kwargs)
        self.fields["day"] = self.base_fields["day"]
        self.fields["day"].choices = days_of(trip)  # type: ignore[attr-defined]
        self.order_fields(("day", *self.ASKED[kind]))


class MoveForm(EditForm):
    """Where a step goes: a day, and behind which other step (`trips.selectors.plans.Move`)."""

    to = forms.RegexField(rf"^\d{{0,4}}:(?:[{ALPHABET}]{{{LENGTH}}})?$", widget=forms.HiddenInput)

    def __init__(self, *args: Any, trip: Trip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trip = trip

    def edit[Member: Collaborator](self, by: Member) -> Edit[Member]:
        """The arrows of a step share a form: one change is one key and one place."""
        edit = super().edit(by)
        return replace(edit, key=uuid5(edit.key, self.cleaned_data["to"]))

    def words(self) -> dict[str, Any]:
        day, _colon, after = self.cleaned_data["to"].partition(":")
        behind = self.trip.steps.filter(public_id=after).first() if after else None
        return {"day": int(day) if day else None, "after": behind}


def days_of(trip: Trip) -> list[tuple[str, Any]]:
    """Every day of the trip, and "not yet"."""
    return [("", _("Not yet")), *((str(day), str(day)) for day in range(1, trip.days + 1))]
