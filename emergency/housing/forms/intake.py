"""The three public forms: few questions, answered with a thumb; the rest can wait for the call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
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
from ui.forms import DateRangeForm, DayInput


class IntakeForm(forms.Form):
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
        help_text=_(
            "We call you. Only the coordinators on duty can read it until a stay is agreed; each "
            "reading is recorded."
        ),
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


class DatedIntakeForm(DateRangeForm, IntakeForm):
    """An intake form that asks for nights."""

    asks_for: ClassVar[dict[str, Any]] = {
        "check_in": _("Choose the day on which you arrive."),
        "check_out": _("Choose the day on which you leave."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        first = self.today.isoformat()
        for name in ("check_in", "check_out"):
            self.fields[name].widget = DayInput(attrs={"min": first})
            self.fields[name].error_messages["required"] = self.asks_for[name]

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
        elif first < self.today:
            self.add_error("check_in", _("This day is over. Choose today or a later day."))
        elif (last - max(first, self.today)).days < self.least_nights:
            self.add_error("check_out", self.too_short)

    @property
    def least_nights(self) -> int:
        return self.activation.min_nights

    @property
    def too_short(self) -> str:
        words = ngettext(
            "In this emergency a stay has %(least)s night at least.",
            "In this emergency a stay has %(least)s nights at least.",
            self.least_nights,
        )
        return words % {"least": self.least_nights}


class HousingRequestForm(DatedIntakeForm):
    """I need a roof."""

    hospital = WorkplaceField(
        label=_("Where do you work?"),
        required=False,
        help_text=_("A part of the name, or the town: Bretonneau, Tours."),
    )
    workplace = forms.CharField(
        label=_("Another place of work"),
        max_length=120,
        required=False,
        help_text=_("Only if we don’t find it above."),
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
    share_bed = forms.BooleanField(label=_("Two of us share a bed"), required=False)
    infants = forms.IntegerField(
        label=_("Babies who need a cot"),
        min_value=0,
        max_value=MOST_COTS,
        required=False,
        help_text=_("Counted among the people above."),
    )
    smokes = forms.BooleanField(label=_("I need a place where I may smoke indoors"), required=False)
    avoids = forms.MultipleChoiceField(
        label=_("I can’t live with"),
        choices=Presence,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You don’t have to say why."),
    )
    words = forms.CharField(
        label=_("Something else we should know"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nothing about your health: we don’t need it."),
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
            self.add_error("hospital", _("Write where you work, here or in the next field."))
        self._require_sleepers(data)
        return data

    def _require_sleepers(self, data: dict[str, Any]) -> None:
        """Babies don't come alone, and it takes two to share."""
        data["infants"] = data.get("infants") or 0
        grown = (data.get("people") or 1) - data["infants"]
        if "people" in self.errors:
            return
        if grown < 1:
            self.add_error("infants", _("Count the babies among the people, and yourself as well."))
        elif grown < 2 and data.get("share_bed"):
            self.add_error("share_bed", _("Two share a bed: write how many people come."))

    def _require_days(self, first: date, last: date) -> None:
        super()._require_days(first, last)
        end = self.activation.hard_end
        if (last - first).days > LONGEST_STAY:
            most = {"most": LONGEST_STAY}
            self.add_error("check_out", _("At most %(most)s nights in one request.") % most)
        elif end is not None and last > end:
            until = {"day": format_day(end)}
            self.add_error("check_out", _("Homes are lent until %(day)s at the latest.") % until)


class HousingOfferForm(DatedIntakeForm):
    """I can lend one: what a coordinator needs before the first call."""

    kind = forms.ChoiceField(
        label=_("What do you lend?"), choices=PlaceKind, widget=forms.RadioSelect
    )
    locality = HomeLocalityField(label=_("In which commune?"))
    address = street_field()
    has_no_number = no_number_field()
    sleeps = forms.IntegerField(
        label=_("How many beds"), min_value=1, max_value=MOST_PEOPLE, initial=1
    )
    double_beds = forms.IntegerField(
        label=_("How many of them are double beds"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )
    cots = forms.IntegerField(
        label=_("Cots for babies"), min_value=0, max_value=MOST_COTS, required=False
    )
    access_mode = forms.ChoiceField(
        label=_("How does the key change hands?"), choices=AccessMode, widget=forms.RadioSelect
    )
    access_hours = hours_field()
    household = forms.ChoiceField(
        label=_("Who lives there?"),
        choices=HostHousehold,
        initial=HostHousehold.NONE,
        widget=forms.RadioSelect,
    )
    step_free = forms.BooleanField(label=_("There is no step"), required=False)
    takes_pets = forms.BooleanField(label=_("An animal is welcome"), required=False)
    smoking = forms.BooleanField(label=_("People may smoke indoors"), required=False)
    presences = presences_field()
    parking = forms.BooleanField(label=_("There is a place for a car"), required=False)
    words = forms.CharField(
        label=_("What one should know of the place"),
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
            self.add_error("double_beds", _("Double beds are counted among the beds."))
        return data

    @property
    def least_nights(self) -> int:
        return self.activation.least_lent

    @property
    def too_short(self) -> str:
        return str(LentTooShortError(least=self.least_nights))


class HelperForm(IntakeForm):
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


class FindSubmissionForm(forms.Form):
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
