"""The three doors: few questions, answered with a thumb; the rest can wait for the call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from commons.accounts.validators import validate_single_line
from commons.geography.forms import LocalityField
from core.forms import DateRangeForm, DayInput
from core.words import day_in_words
from emergency.enums import (
    AccessMode,
    HostHousehold,
    Household,
    PlaceKind,
    Situation,
    Skill,
    TravelMode,
)
from emergency.errors.offers import LentTooShortError
from emergency.forms.standby import StandbyForm
from emergency.models import Activation
from emergency.validators import LONGEST_STAY, MOST_PEOPLE


class DoorForm(forms.Form):
    """Who it is, and one way at least to reach them."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(
        label=_("Your first name"),
        max_length=60,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    phone = PhoneNumberField(
        label=_("Telephone"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_("We call you. Nobody else sees it before you agree."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("For the link to your page. Telephone or e-mail: one of the two is enough."),
    )

    def __init__(self, *args: Any, activation: Activation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activation = activation
        self.today = activation.today()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        tried = {"phone", "email"} & set(self.errors)
        if not tried and not data.get("phone") and not data.get("email"):
            self.add_error("phone", _("We need your telephone or your e-mail to answer you."))
        return data

    def as_words(self) -> dict[str, Any]:
        """Plain values, as a row of paper keeps them."""
        return {name: plain(value) for name, value in self.cleaned_data.items() if name != "key"}


class DatedForm(DateRangeForm, DoorForm):
    """A door that asks for nights."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        first = self.today.isoformat()
        for name in ("check_in", "check_out"):
            self.fields[name].widget = DayInput(attrs={"min": first})

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        dates = data.pop("dates", None)
        if dates is not None:
            data["check_in"], data["check_out"] = dates.check_in, dates.check_out
            self._require_days(dates.check_in, dates.check_out)
        return data

    def _require_days(self, first: date, last: date) -> None:
        if last <= self.today:
            self.add_error("check_out", _("These nights are over. Choose days from today on."))
        elif (last - max(first, self.today)).days < self.least_nights:
            self.add_error("check_out", self.too_short)

    @property
    def least_nights(self) -> int:
        return self.activation.min_nights

    @property
    def too_short(self) -> str:
        least = {"least": self.least_nights}
        return _("In this emergency a stay has %(least)s nights at least.") % least


class RoofForm(DatedForm):
    """I need a roof."""

    hospital = forms.TypedChoiceField(
        label=_("Where do you work?"), required=False, coerce=int, empty_value=None
    )
    workplace = forms.CharField(
        label=_("Another place of work"),
        max_length=120,
        required=False,
        help_text=_("Only if it isn’t in the list."),
    )
    category = forms.TypedChoiceField(
        label=_("What do you do there?"), coerce=int, widget=forms.RadioSelect
    )
    people = forms.IntegerField(
        label=_("How many people"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    situation = forms.ChoiceField(
        label=_("Where do you sleep until then?"), choices=Situation, widget=forms.RadioSelect
    )
    travel_mode = forms.ChoiceField(
        label=_("How do you go to work?"), choices=TravelMode, widget=forms.RadioSelect
    )
    travel_minutes = forms.IntegerField(
        label=_("Minutes on the way, at most"), min_value=5, max_value=120, initial=30
    )
    shift_begins = forms.TimeField(
        label=_("Work begins at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    shift_ends = forms.TimeField(
        label=_("Work ends at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    household = forms.ChoiceField(
        label=_("With whom would you live?"),
        choices=Household,
        initial=Household.ALONE,
        widget=forms.RadioSelect,
    )
    with_minors = forms.BooleanField(label=_("Children come with me"), required=False)
    pets = forms.BooleanField(label=_("An animal comes with me"), required=False)
    step_free = forms.BooleanField(label=_("I need a place without a step"), required=False)
    words = forms.CharField(
        label=_("Something else we should know"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nothing about your health: we don’t need it."),
    )

    def __init__(self, *args: Any, hospitals: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose…")), *hospitals.items()]
        self.fields["hospital"].choices = choices  # type: ignore[attr-defined]
        categories = self.activation.categories.all()
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (category.pk, category.name) for category in categories
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "hospital" not in self.errors and not data.get("hospital") and not data.get("workplace"):
            self.add_error("hospital", _("Choose where you work, or write it below."))
        return data

    def _require_days(self, first: date, last: date) -> None:
        super()._require_days(first, last)
        end = self.activation.hard_end
        if (last - first).days > LONGEST_STAY:
            most = {"most": LONGEST_STAY}
            self.add_error("check_out", _("At most %(most)s nights in one request.") % most)
        elif end is not None and last > end:
            until = {"day": day_in_words(end)}
            self.add_error("check_out", _("Homes are lent until %(day)s at the latest.") % until)


class LendForm(DatedForm):
    """I can lend one: what a coordinator needs before the first call."""

    kind = forms.ChoiceField(
        label=_("What do you lend?"), choices=PlaceKind, widget=forms.RadioSelect
    )
    locality = LocalityField(label=_("In which commune?"), countries={"FR"})
    address = forms.CharField(
        label=_("Street and number"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        help_text=_("Seen by nobody before both sides have agreed and signed."),
    )
    sleeps = forms.IntegerField(
        label=_("How many beds"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    access_mode = forms.ChoiceField(
        label=_("How does the key change hands?"), choices=AccessMode, widget=forms.RadioSelect
    )
    access_hours = forms.CharField(label=_("At which hours"), max_length=120, required=False)
    household = forms.ChoiceField(
        label=_("Who lives there?"),
        choices=HostHousehold,
        initial=HostHousehold.NONE,
        widget=forms.RadioSelect,
    )
    step_free = forms.BooleanField(label=_("There is no step"), required=False)
    takes_pets = forms.BooleanField(label=_("An animal is welcome"), required=False)
    parking = forms.BooleanField(label=_("There is a place for a car"), required=False)
    words = forms.CharField(
        label=_("What one should know of the place"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.activation.whole_only:
            whole = [choice for choice in PlaceKind.choices if choice[0] == PlaceKind.WHOLE]
            self.fields["kind"].choices = whole  # type: ignore[attr-defined]
            self.fields["kind"].initial = PlaceKind.WHOLE
            del self.fields["household"]

    @property
    def least_nights(self) -> int:
        return self.activation.least_lent

    @property
    def too_short(self) -> str:
        return str(LentTooShortError(least=self.least_nights))


class OwnForm(DateRangeForm, StandbyForm):
    """One of the host's own homes: what hosting knows isn't asked again."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ("unit", "check_in", "check_out", "access_mode", "access_hours")


class HelpForm(DoorForm):
    """I can help."""

    skills = forms.MultipleChoiceField(
        label=_("What can you do?"), choices=Skill, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("When, and where"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("skills", "words", "name", "phone", "email")


class FindForm(forms.Form):
    """Back to one's own page: the reference, and what only its owner left with it."""

    reference = forms.CharField(
        label=_("Your reference"),
        max_length=20,
        help_text=_("Eight signs: 7K3M-9XQA."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    reach = forms.CharField(
        label=_("The telephone or e-mail that you gave"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )


def plain(value: Any) -> Any:
    """As JSON keeps it: days and hours in ISO, rows by their number."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "pk"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
