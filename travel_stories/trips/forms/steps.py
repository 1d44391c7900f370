"""What a step says, and where it goes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar
from uuid import uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
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
from ui.forms import choice_errors

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
            raise ValidationError(
                _("There’s no open offer at this address. Check the link."), code="offer"
            )
        return offer

    def prepare_value(self, value: Any) -> Any:
        return value.get_absolute_url() if isinstance(value, Offer) else value


class StepForm(EditForm, forms.ModelForm[Step]):
    """Each kind asks for what it needs and for nothing else."""

    locality = LocalityField(label=_("Town, village or city"), required=False)
    kilometres = forms.DecimalField(
        label=_("Distance in kilometres, if you know it"),
        min_value=0,
        max_value=20_000,
        decimal_places=1,
        max_digits=6,
        required=False,
        help_text=_(
            "If you leave this empty, we’ll estimate the distance from where the steps are."
        ),
    )

    gpx = forms.FileField(
        label=_("Recorded or planned route (GPX file)"),
        required=False,
        help_text=_(
            "The map then follows this route. We leave out the first and the last 500 metres, "
            "because people often set out from home."
        ),
    )
    drop_route = forms.BooleanField(label=_("Remove the route"), required=False)

    offer = OfferField(
        label=_("Link to the offer"),
        max_length=300,
        required=False,
        help_text=_(
            "Paste the address of the offer’s page. Or leave this empty and look for an offer near "
            "the step."
        ),
    )

    class Meta:
        model = Step
        fields = ("title", "at", "minutes", "nights", "locality", "spot", "mode", "people", "words")
        widgets: ClassVar = {
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "words": forms.Textarea(attrs={"rows": 4}),
            "people": forms.CheckboxSelectMultiple,
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a title for the step.")},
            "mode": choice_errors(_("Choose a means of transport.")),
        }

    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        StepKind.WISH: ("title", "at", "minutes", "locality", "spot", "people", "words"),
        StepKind.OFFER: ("title", "offer", "at", "nights", "people", "words"),
        StepKind.MEETING: ("title", "at", "locality", "spot", "people", "words"),
        StepKind.LEG: (
            *("title", "at", "mode", "kilometres", "gpx", "drop_route"),
            *("minutes", "people", "words"),
        ),
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
        self.fields["people"].help_text = _("If you select no one, the step is for everyone.")
        if self.kind == StepKind.LEG:
            self.fields["mode"].choices = TravelMode.choices  # type: ignore[attr-defined]
            self.fields["mode"].required = True
            self.fields["title"].required = False
            if self.instance.route_id is None:
                del self.fields["drop_route"]
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
                self.add_error("title", _("Enter a title for the step, or add an offer."))
            else:
                data["title"] = offer.title
        return data

    def words(self) -> dict[str, Any]:
        words = super().words() | {"kind": self.kind}
        if self.kind == StepKind.LEG:
            kilometres = words.pop("kilometres")
            words["metres"] = None if kilometres is None else int(kilometres * 1000)
            words["title"] = words["title"] or str(TravelMode(words["mode"]).label)
            words.pop("gpx")  # for an action of its own
            if words.pop("drop_route", False):
                words["route"] = None
        return words

    @property
    def gpx_file(self) -> File[bytes] | None:
        return self.cleaned_data.get("gpx")

    @property
    def has_own_distance(self) -> bool:
        """Somebody typed the kilometres just now: a file says no other ones."""
        return "kilometres" in self.changed_data and self.cleaned_data["kilometres"] is not None


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
    return [("", _("Not chosen yet")), *((str(day), str(day)) for day in range(1, trip.days + 1))]
