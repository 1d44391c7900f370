"""The frame of an itinerary, its steps, its picture, and the action of taking it over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.geography.choices import TravelMode
from commons.geography.forms import LocalityField
from core.ids import ALPHABET, LENGTH
from core.text.texts import words_without_controls
from hosting.communities.models.communities import Community, Membership
from travel_stories.collaboration.forms import BasedOnForm, KeyForm
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.models.itineraries import Itinerary, Stage
from travel_stories.stories.models.listings import StoryListing
from travel_stories.trips.choices import PLANNING
from travel_stories.trips.forms.steps import OfferField
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.validators import check_day
from ui.forms import DayInput, choice_errors


class ItineraryForm(forms.ModelForm[Itinerary]):
    """The frame: what it is, for when, under which licence."""

    class Meta:
        model = Itinerary
        fields = (
            "title",
            "summary",
            "days",
            "season_from",
            "season_until",
            "themes",
            "language",
            "licence",
        )
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "themes": forms.CheckboxSelectMultiple,
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a title for the itinerary.")},
            "days": {"required": _("Enter the number of days.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("season_from", "season_until"):
            label = self.fields[name].label
            self.fields[name] = forms.TypedChoiceField(
                label=label, coerce=int, choices=list(MONTHS.items())
            )
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=settings.LANGUAGES_SPOKEN
        )


class NewItineraryForm(KeyForm, ItineraryForm):
    """Also asks in which community, where there are several."""

    community = forms.ModelChoiceField(
        label=_("Community"), queryset=Community.objects.none(), empty_label=None
    )

    field_order = ("community",)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Membership.objects.active().filter(person=person)
        own = Community.objects.filter(pk__in=mine.values("community")).order_by("name")
        community = cast("forms.ModelChoiceField[Community]", self.fields["community"])
        community.queryset = own
        community.initial = own.first()


class FrameForm(BasedOnForm, ItineraryForm):
    """To write it anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["based_on"] = self.instance.version


class StoryField(forms.CharField):
    """A story of this site, by the address of its page as one copies it."""

    def clean(self, value: Any) -> Any:
        data = super().clean(value)
        if not data:
            return None
        address = data.partition("?")[0].partition("#")[0]
        ids = re.findall(rf"(?:^|[/-])([{ALPHABET}]{{{LENGTH}}})/?$", address)
        listing = StoryListing.objects.filter(story__public_id=ids[0]).first() if ids else None
        if listing is None:
            raise ValidationError(
                _(
                    "We can’t find a public story at this link. Copy the link from "
                    "the story’s page."
                ),
                code="story",
            )
        return listing.story

    def prepare_value(self, value: Any) -> Any:
        return value.get_absolute_url() if hasattr(value, "get_absolute_url") else value


class StageForm(forms.ModelForm[Stage]):
    """Each kind asks for what it needs and for nothing else."""

    offer = OfferField(
        label=_("Link to the offer"),
        max_length=300,
        help_text=_("Copy it from the offer’s page. Any open offer, from any host, can be a step."),
        error_messages={"required": _("Paste the link to the offer.")},
    )
    story = StoryField(
        label=_("Link to the story"),
        max_length=300,
        help_text=_("Copy it from the story’s page."),
        error_messages={"required": _("Paste the link to the story.")},
    )
    locality = LocalityField(label=_("Town, village or city"), required=False)
    kilometres = forms.DecimalField(
        label=_("Distance to the next step (km)"),
        min_value=0,
        max_value=20_000,
        decimal_places=1,
        max_digits=6,
        required=False,
        help_text=_(
            "If you leave this empty, we’ll estimate the distance from where the steps are."
        ),
    )

    class Meta:
        model = Stage
        fields = ("title", "offer", "story", "locality", "spot", "words", "mode")
        widgets: ClassVar = {"words": forms.Textarea(attrs={"rows": 6})}
        error_messages: ClassVar[dict[str, Any]] = {
            "title": {"required": _("Enter a title for the step.")},
        }

    ASKED: ClassVar[dict[str, tuple[str, ...]]] = {
        StageKind.OFFER: ("offer", "title", "words", "mode", "kilometres"),
        StageKind.PLACE: ("title", "locality", "spot", "words", "mode", "kilometres"),
        StageKind.STORY: ("story", "title", "locality", "words", "mode", "kilometres"),
    }

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = StageKind(kind)
        for name in self.fields.keys() - {*self.ASKED[kind], "key", "based_on"}:
            del self.fields[name]
        self.order_fields(self.ASKED[kind])
        mode = cast("forms.ChoiceField", self.fields["mode"])
        mode.choices = [("", _("not specified")), *TravelMode.choices]
        self.fields["title"].required = self.kind == StageKind.PLACE
        if self.kind != StageKind.PLACE:
            self.fields["title"].help_text = _(
                "Leave empty to use the title of the offer or story."
            )
        if self.instance.pk is not None:
            metres = self.instance.metres
            self.initial["kilometres"] = None if metres is None else Decimal(metres) / 1000

    def words(self) -> dict[str, Any]:
        """What the person wrote, for the action."""
        asked = self.fields.keys() - {"key", "based_on", "day"}
        data = words_without_controls({name: self.cleaned_data[name] for name in asked})
        kilometres = data.pop("kilometres")
        metres = None if kilometres is None else int(kilometres * 1000)
        return data | {"kind": self.kind, "metres": metres}


class NewStageForm(KeyForm, StageForm):
    """Also asks on which day."""

    day = forms.TypedChoiceField(
        label=_("Day"), coerce=int, error_messages=choice_errors(_("Choose a day."))
    )

    def __init__(self, *args: Any, kind: str, days: int, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.fields["day"] = self.base_fields["day"]
        choices = [(day, str(day)) for day in range(1, days + 1)]
        cast("forms.ChoiceField", self.fields["day"]).choices = choices
        self.order_fields(("day", *self.ASKED[kind]))

    def words(self) -> dict[str, Any]:
        return super().words() | {"day": self.cleaned_data["day"]}


class StageWordsForm(BasedOnForm, StageForm):
    """To write a step anew. Another offer is another step: what was taken back may stay."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        for name in {"offer", "story"} & self.fields.keys():
            del self.fields[name]
        self.initial["based_on"] = self.instance.version


class ChosenForm(KeyForm):
    """What was pressed beside a card: an offer or a story by its public id, and the day."""

    day = forms.IntegerField(min_value=1)
    offer = OfferField(max_length=300)
    story = StoryField(max_length=300)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = StageKind(kind)
        del self.fields["story" if self.kind == StageKind.OFFER else "offer"]

    def words(self) -> dict[str, Any]:
        """For the action."""
        data = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "key"}
        return data | {"kind": self.kind}


class MoveStageForm(forms.Form):
    """Where a step goes: a day, and behind which other step (`trips.selectors.plans.Move`)."""

    to = forms.RegexField(rf"^\d{{1,4}}:(?:[{ALPHABET}]{{{LENGTH}}})?$", widget=forms.HiddenInput)

    def where(self, itinerary: Itinerary) -> dict[str, Any]:
        day, _colon, after = self.cleaned_data["to"].partition(":")
        behind = itinerary.stages.filter(public_id=after).first() if after else None
        return {"day": int(day), "after": behind}


class CreditForm(forms.Form):
    credit = forms.CharField(
        label=_("Name in the credits"),
        max_length=80,
        required=False,
        help_text=_("Shown below the itinerary. Leave empty if you don’t want to be named."),
    )


class SeatField(forms.ChoiceField):
    """A trip that somebody plans; its value is the seat they plan it from."""

    def __init__(self, person: User) -> None:
        seats = TripMember.objects.present().filter(person=person, role__in=PLANNING)
        self.seats = {
            seat.trip.public_id: seat
            for seat in seats.select_related("trip").order_by("-trip")
            if seat.trip.is_open
        }
        own = [(key, seat.trip.title) for key, seat in self.seats.items()]
        super().__init__(label=_("Trip"), required=False, choices=[("", _("a new trip")), *own])

    def clean(self, value: Any) -> Any:
        return self.seats.get(super().clean(value))


class TakeForm(KeyForm):
    """Into which trip, and from which day on."""

    starts_on = forms.DateField(
        label=_("First day"), widget=DayInput, required=False, validators=[check_day]
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trip"] = SeatField(person)
