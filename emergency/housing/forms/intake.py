"""The three public forms: few questions, answered with a thumb; the rest can wait for the call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Final
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from phonenumber_field.formfields import PhoneNumberField

from commons.accounts.validators import validate_single_line
from core.text.formatting import format_day
from emergency.activations.models.activations import Activation
from emergency.activations.selectors.workplaces import Workplace
from emergency.activations.validators import LONGEST_STAY
from emergency.housing.errors.offers import LentTooShortError
from emergency.housing.forms.places import (
    HomeLocalityField,
    check_hours,
    check_street,
    hours_field,
    name_lent_days,
    no_number_field,
    presences_field,
    street_field,
)
from emergency.housing.forms.workplaces import WorkplaceField
from emergency.housing.states.offers import AccessMode, HostHousehold, PlaceKind, Presence, Skill
from emergency.housing.states.requests import Household, Situation, TravelMode
from emergency.housing.validators import (
    LONGEST_WORDS,
    MOST_COTS,
    MOST_PEOPLE,
    validate_no_private_details,
)
from ui.forms import DateRangeForm, DayInput, number_errors

LONGEST_WAY: Final = 120  # minutes to work


class IntakeForm(forms.Form):
    """Who it is, and one way at least to reach them.

    Fields stand in the order of the page, so that its summary of errors does as well.
    """

    # What to do about an unfit answer, in whole sentences, which need no label before them.
    error_sentences: ClassVar[dict[str, dict[str, Any]]] = {}
    sentences_about_person: ClassVar[dict[str, dict[str, Any]]] = {
        "name": {"required": _("Enter your first name.")},
        "phone": {
            "invalid": _("Enter a phone number with all its digits, such as 06 12 34 56 78.")
        },
        "email": {"invalid": _("Enter an email address, such as name@example.org.")},
    }

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(
        label=_("Your first name"),
        max_length=60,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    phone = PhoneNumberField(
        label=_("Phone number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=_(
            "We’ll call this number. Until a stay is agreed, only "
            "coordinators on duty can see it. We record each time they do."
        ),
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "We’ll send you the link to your page. A phone number or an email address is enough."
        ),
    )

    def __init__(self, *args: Any, activation: Activation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activation = activation
        self.today = activation.today()
        for name, sentences in (self.sentences_about_person | self.error_sentences).items():
            self.fields[name].error_messages |= sentences

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        tried = {"phone", "email"} & set(self.errors)
        if not tried and not data.get("phone") and not data.get("email"):
            self.add_error(
                "phone",
                _("Enter your phone number or your email address so that we can answer you."),
            )
        return data

    def as_words(self) -> dict[str, Any]:
        """Plain values, as a row of paper keeps them."""
        return {name: plain(value) for name, value in self.cleaned_data.items() if name != "key"}


class DatedIntakeForm(DateRangeForm, IntakeForm):
    """An intake form that asks for nights."""

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
            self.add_error(
                "check_out", _("These nights have passed. Choose dates from today onwards.")
            )
        elif first < self.today:
            self.add_error("check_in", _("This day has passed. Choose today or a later day."))
        elif (last - max(first, self.today)).days < self.least_nights:
            self.add_error("check_out", self.too_short)

    @property
    def least_nights(self) -> int:
        return self.activation.min_nights

    @property
    def too_short(self) -> str:
        words = ngettext(
            "In this emergency, a stay must last at least %(least)s night. Choose a later day.",
            "In this emergency, a stay must last at least %(least)s nights. Choose a later day.",
            self.least_nights,
        )
        return words % {"least": self.least_nights}


class HousingRequestForm(DatedIntakeForm):
    """I need a roof."""

    field_order = (
        *("hospital", "workplace", "category", "check_in", "check_out", "people", "situation"),
        *("travel_mode", "travel_minutes", "shift_begins", "shift_ends", "household"),
        *("with_minors", "pets", "step_free", "share_bed", "infants", "smokes", "avoids", "words"),
        *("name", "phone", "email"),
    )
    error_sentences: ClassVar = {
        "category": {
            "required": _("Choose what you do at your workplace."),
            "invalid_choice": _("Choose what you do at your workplace."),
        },
        "people": number_errors(
            _("Enter how many people are coming: from 1 to {most}."), most=MOST_PEOPLE
        ),
        "situation": {
            "required": _("Choose where you’re sleeping for now."),
            "invalid_choice": _("Choose where you’re sleeping for now."),
        },
        "travel_mode": {
            "required": _("Choose how you get to work."),
            "invalid_choice": _("Choose how you get to work."),
        },
        "travel_minutes": number_errors(
            _("Enter the longest journey you can accept: from 5 to {most} minutes."),
            most=LONGEST_WAY,
        ),
        "shift_begins": {
            "invalid": _("Enter the time work starts in hours and minutes, such as 06:45.")
        },
        "shift_ends": {
            "invalid": _("Enter the time work ends in hours and minutes, such as 21:00.")
        },
        "household": {"required": _("Choose who you could live with.")},
        "infants": number_errors(
            _("Enter how many babies need a cot: {most} at most."), most=MOST_COTS
        ),
    }

    hospital = WorkplaceField(
        label=_("Where do you work?"),
        required=False,
        help_text=_("Enter part of the name, or the town, such as Bretonneau or Tours."),
    )
    workplace = forms.CharField(
        label=_("Another workplace"),
        max_length=120,
        required=False,
        help_text=_("Only if you can’t find your workplace above."),
    )
    category = forms.TypedChoiceField(
        label=_("What do you do at your workplace?"), coerce=int, widget=forms.RadioSelect
    )
    people = forms.IntegerField(
        label=_("Number of people"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    situation = forms.ChoiceField(
        label=_("Where are you sleeping for now?"), choices=Situation, widget=forms.RadioSelect
    )
    travel_mode = forms.ChoiceField(
        label=_("How do you get to work?"), choices=TravelMode, widget=forms.RadioSelect
    )
    travel_minutes = forms.IntegerField(
        label=_("Longest journey, in minutes"), min_value=5, max_value=LONGEST_WAY, initial=30
    )
    shift_begins = forms.TimeField(
        label=_("Work starts at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    shift_ends = forms.TimeField(
        label=_("Work ends at"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    household = forms.ChoiceField(
        label=_("Who could you live with?"),
        choices=Household,
        initial=Household.ALONE,
        widget=forms.RadioSelect,
    )
    with_minors = forms.BooleanField(label=_("I’m coming with children"), required=False)
    pets = forms.BooleanField(label=_("I’m coming with a pet"), required=False)
    step_free = forms.BooleanField(label=_("I need a step-free home"), required=False)
    share_bed = forms.BooleanField(label=_("Two of us will share a bed"), required=False)
    infants = forms.IntegerField(
        label=_("Number of babies who need a cot"),
        min_value=0,
        max_value=MOST_COTS,
        required=False,
        help_text=_("Include the babies in the number of people above."),
    )
    smokes = forms.BooleanField(label=_("I need a home where I can smoke indoors"), required=False)
    avoids = forms.MultipleChoiceField(
        label=_("I can’t live with"),
        choices=Presence,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You don’t have to say why."),
    )
    words = forms.CharField(
        label=_("Anything else we should know"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Please don’t write about your health: we don’t need to know."),
    )

    def __init__(self, *args: Any, workplaces: Sequence[Workplace], **options: Any) -> None:
        super().__init__(*args, **options)
        hospital: Any = self.fields["hospital"]
        hospital.serve(self.activation, workplaces)
        categories = self.activation.categories.all()
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            (category.pk, category.name) for category in categories
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "hospital" not in self.errors and not data.get("hospital") and not data.get("workplace"):
            self.add_error("hospital", _("Enter where you work, or fill in “Another workplace”."))
        self._require_sleepers(data)
        return data

    def _require_sleepers(self, data: dict[str, Any]) -> None:
        """Babies don't come alone, and it takes two to share."""
        data["infants"] = data.get("infants") or 0
        grown = (data.get("people") or 1) - data["infants"]
        if "people" in self.errors:
            return
        if grown < 1:
            self.add_error(
                "infants", _("Include the babies, and yourself, in the number of people.")
            )
        elif grown < 2 and data.get("share_bed"):
            self.add_error(
                "share_bed", _("Two of you share a bed: enter at least 2 people, plus any babies.")
            )

    def _require_days(self, first: date, last: date) -> None:
        super()._require_days(first, last)
        end = self.activation.hard_end
        if (last - first).days > LONGEST_STAY:
            most = {"most": LONGEST_STAY}
            self.add_error(
                "check_out",
                _("You can ask for %(most)s nights at most in one request. Choose an earlier day.")
                % most,
            )
        elif end is not None and last > end:
            until = {"day": format_day(end)}
            self.add_error(
                "check_out", _("Stays must end by %(day)s. Choose an earlier day.") % until
            )


class HousingOfferForm(DatedIntakeForm):
    """I can lend one: what a coordinator needs before the first call."""

    field_order = (
        *("kind", "locality", "address", "has_no_number", "check_in", "check_out", "sleeps"),
        *("access_mode", "access_hours", "household", "step_free", "takes_pets", "parking"),
        *("double_beds", "cots", "smoking", "presences", "words", "name", "phone", "email"),
    )
    error_sentences: ClassVar = {
        "kind": {
            "required": _("Choose what you’re lending."),
            "invalid_choice": _("Choose what you’re lending."),
        },
        "locality": {"required": _("Enter the commune the home is in.")},
        "address": {"required": _("Enter the street and number.")},
        "sleeps": number_errors(
            _("Enter how many beds there are: from 1 to {most}."), most=MOST_PEOPLE
        ),
        "double_beds": number_errors(
            _("Enter how many of the beds are double beds: {most} at most."), most=MOST_PEOPLE
        ),
        "cots": number_errors(_("Enter how many cots there are: {most} at most."), most=MOST_COTS),
        "access_mode": {
            "required": _("Choose how the guest gets the key."),
            "invalid_choice": _("Choose how the guest gets the key."),
        },
        "household": {"required": _("Choose who lives in the home.")},
    }

    kind = forms.ChoiceField(
        label=_("What are you lending?"), choices=PlaceKind, widget=forms.RadioSelect
    )
    locality = HomeLocalityField(label=_("Which commune is the home in?"))
    address = street_field()
    has_no_number = no_number_field()
    sleeps = forms.IntegerField(
        label=_("Number of beds"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    double_beds = forms.IntegerField(
        label=_("Number of double beds"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )
    cots = forms.IntegerField(
        label=_("Number of cots for babies"), min_value=0, max_value=MOST_COTS, required=False
    )
    access_mode = forms.ChoiceField(
        label=_("How does the guest get the key?"), choices=AccessMode, widget=forms.RadioSelect
    )
    access_hours = hours_field()
    household = forms.ChoiceField(
        label=_("Who lives in the home?"),
        choices=HostHousehold,
        initial=HostHousehold.NONE,
        widget=forms.RadioSelect,
    )
    step_free = forms.BooleanField(label=_("The home is step-free"), required=False)
    takes_pets = forms.BooleanField(label=_("Pets welcome"), required=False)
    smoking = forms.BooleanField(label=_("Smoking is allowed indoors"), required=False)
    presences = presences_field()
    parking = forms.BooleanField(label=_("There’s a parking space"), required=False)
    words = forms.CharField(
        label=_("What guests should know about the home"),
        max_length=LONGEST_WORDS,
        required=False,
        validators=[validate_no_private_details],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_lent_days(self)
        locality: Any = self.fields["locality"]
        locality.serve(self.activation)
        if self.activation.whole_only:
            whole = [choice for choice in PlaceKind.choices if choice[0] == PlaceKind.WHOLE]
            self.fields["kind"].choices = whole  # type: ignore[attr-defined]
            self.fields["kind"].initial = PlaceKind.WHOLE
            del self.fields["household"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_street(self, data)
        check_hours(self, data)
        for name in ("double_beds", "cots"):
            data[name] = data.get(name) or 0
        if data["double_beds"] > (data.get("sleeps") or MOST_PEOPLE):
            self.add_error(
                "double_beds",
                _("There can’t be more double beds than beds. Change one of the two numbers."),
            )
        return data

    @property
    def least_nights(self) -> int:
        return self.activation.least_lent

    @property
    def too_short(self) -> str:
        return str(LentTooShortError(least=self.least_nights))


class HelperForm(IntakeForm):
    """I can help."""

    error_sentences: ClassVar = {"skills": {"required": _("Choose what you can do.")}}
    skills = forms.MultipleChoiceField(
        label=_("What can you do?"), choices=Skill, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("When and where"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("skills", "words", "name", "phone", "email")


class FindSubmissionForm(forms.Form):
    """Back to one's own page: the reference, and what only its owner left with it."""

    reference = forms.CharField(
        label=_("Your reference"),
        max_length=20,
        help_text=_("Eight characters, such as 7K3M-9XQA."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Enter your reference, such as 7K3M-9XQA.")},
    )
    reach = forms.CharField(
        label=_("The phone number or email address you gave us"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        error_messages={"required": _("Enter the phone number or email address you gave us.")},
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
