"""Where a home is and how its key changes hands: the same questions in every form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.accounts.validators import validate_single_line
from commons.geography.forms import MOST_NAMED, LocalityField
from commons.geography.models import Locality
from commons.geography.selectors.localities import resolve_locality
from core.text.formatting import format_or_list
from emergency.activations.models.activations import Activation
from emergency.housing.errors.offers import AccessMissingError, NumberMissingError
from emergency.housing.models.offers import HousingAddress, HousingOffer
from emergency.housing.selectors.communes import communes_named, is_named
from emergency.housing.states.offers import AccessMode, Presence
from emergency.housing.validators import MOST_COTS, MOST_PEOPLE, validate_no_private_details
from ui.forms import DateRangeForm, choice_errors, number_errors

NONE_OF_THEM: Final = "none"


class PresencesField(forms.MultipleChoiceField):
    """Values of `Presence`; None where nothing was ticked, as then anything may be there."""

    def prepare_value(self, value: Any) -> Any:
        """A home where none of these is there shows that it was said."""
        return [NONE_OF_THEM] if value == [] else value

    def clean(self, value: Any) -> list[str] | None:
        ticked: list[str] = super().clean(value)
        if NONE_OF_THEM in ticked and len(ticked) > 1:
            raise forms.ValidationError(
                _("Tick what’s in the home or “None of these”, but not both.")
            )
        if not ticked:
            return None
        return [one for one in ticked if one != NONE_OF_THEM]


def presences_field() -> PresencesField:
    """What a home holds that some people can't live with."""
    return PresencesField(
        label=_("What’s in the home"),
        choices=[*Presence.choices, (NONE_OF_THEM, _("None of these"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Some people can’t live with some of these. If you tick nothing, "
            "we’ll assume any of them may be there."
        ),
    )


class HomeLocalityField(LocalityField):
    """A commune of France. What is typed is looked for in the territory of the emergency first.

    A name that one of its communes begins with is never taken for a namesake elsewhere: Chambray
    may be Chambray-lès-Tours. Whoever means the other one chooses its suggestion.
    """

    department_codes: Sequence[str] = ()

    def __init__(self, **options: Any) -> None:
        super().__init__(countries={"FR"}, **options)

    def serve(self, activation: Activation) -> None:
        """Look first in the departments of this emergency; the form calls it for each request."""
        self.department_codes = activation.department_codes

    def _understood(self, text: str) -> Locality:
        near = communes_named(text, self.department_codes)
        exact = [one for one in near if is_named(one, text)]
        if len(exact) == 1:
            return exact[0]
        if not near:
            return super()._understood(text)
        elsewhere = resolve_locality(text, countries=self.countries).locality
        meant = (exact or near)[: MOST_NAMED - 1] + ([elsewhere] if elsewhere else [])
        names = format_or_list(dict.fromkeys(one.label for one in meant))
        raise forms.ValidationError(
            self.error_messages["which"], code="which", params={"names": names}
        )


class HomeForm(forms.Form):
    """What may be corrected of a home that is lent, while no guest is agreed."""

    locality = HomeLocalityField(
        label=_("Which commune is the home in?"),
        error_messages={"required": _("Enter the commune the home is in.")},
    )
    sleeps = forms.IntegerField(
        label=_("Number of beds"),
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages=number_errors(
            _("Enter how many beds there are: from 1 to {most}."), most=MOST_PEOPLE
        ),
    )
    double_beds = forms.IntegerField(
        label=_("Number of double beds"),
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages=number_errors(
            _("Enter how many of the beds are double beds: {most} at most."), most=MOST_PEOPLE
        ),
    )
    cots = forms.IntegerField(
        label=_("Number of cots for babies"),
        min_value=0,
        max_value=MOST_COTS,
        error_messages=number_errors(
            _("Enter how many cots there are: {most} at most."), most=MOST_COTS
        ),
    )
    step_free = forms.BooleanField(label=_("The home is step-free"), required=False)
    takes_pets = forms.BooleanField(label=_("Pets welcome"), required=False)
    smoking = forms.BooleanField(label=_("Smoking is allowed indoors"), required=False)
    presences = presences_field()
    parking = forms.BooleanField(label=_("There’s a parking space"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, offer: HousingOffer) -> None:
        initial = {name: getattr(offer, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        locality: Any = self.fields["locality"]
        locality.serve(offer.activation)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("double_beds", 0) > data.get("sleeps", MOST_PEOPLE):
            self.add_error(
                "double_beds",
                _("There can’t be more double beds than beds. Change one of the two numbers."),
            )
        return data


LENT_DAYS: Final[dict[str, Any]] = {
    "check_in": _("Choose the day your home becomes free."),
    "check_out": _("Choose the day your home is free until."),
}


def name_lent_days(form: DateRangeForm) -> None:
    """A home is free from one day until another; nobody checks in there."""
    form.fields["check_in"].label = _("Free from")
    form.fields["check_out"].label = _("Free until")
    form.wrong_order = _("“Free until” must be later than “Free from”.")
    for name, asks in LENT_DAYS.items():
        form.fields[name].error_messages["required"] = asks


def street_field(**options: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Street and number"),
        max_length=255,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        help_text=_(
            "Your guest will see the address once you’ve both signed. Until "
            "then, only coordinators on duty can see it, so that they can "
            "visit the home. We record each time they do."
        ),
        **options,
    )


def no_number_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("There’s no number: the address is a place name, such as a hamlet"), required=False
    )


def hours_field() -> forms.CharField:
    return forms.CharField(
        label=_("Times for collecting the key"),
        max_length=120,
        required=False,
        validators=[validate_single_line, validate_no_private_details],
        help_text=_("For example 8:00–12:00. Not needed for a key box."),
    )


def check_street(form: forms.Form, data: Mapping[str, Any]) -> None:
    """Add an error where the address has no number and isn't said to be a place name."""
    street = data.get("address", "")
    where = HousingAddress(address=street, has_no_number=bool(data.get("has_no_number")))
    if street and where.lacks_number:
        form.add_error("address", str(NumberMissingError()))


def check_hours(form: forms.Form, data: Mapping[str, Any]) -> None:
    """Add an error where a person hands the key over and no hours are given."""
    mode = data.get("access_mode")
    if mode and mode != AccessMode.KEY_BOX and not data.get("access_hours"):
        form.add_error("access_hours", str(AccessMissingError()))


class WhereForm(forms.Form):
    """What is missing before a home is ready. An address left empty stays as it is."""

    address = street_field(required=False)
    has_no_number = no_number_field()
    access_mode = forms.ChoiceField(
        label=_("How does the guest get the key?"),
        choices=AccessMode,
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose how the guest gets the key.")),
    )
    access_hours = hours_field()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        check_street(self, data)
        check_hours(self, data)
        return data

    @classmethod
    def of(cls, offer: HousingOffer) -> WhereForm:
        """Begins with how the key changes hands; the street is read through `reveals` only."""
        where = HousingAddress.objects.filter(offer=offer).first()
        initial = {
            "has_no_number": where is not None and where.has_no_number,
            "access_mode": offer.access_mode,
            "access_hours": offer.access_hours,
        }
        return cls(initial=initial)


class EntryForm(forms.Form):
    """How somebody gets in: asked of the host once both have signed."""

    floor = forms.CharField(
        label=_("Floor and door"),
        max_length=60,
        required=False,
        validators=[validate_single_line],
    )
    bell = forms.CharField(
        label=_("Name on the doorbell"),
        max_length=60,
        required=False,
        validators=[validate_single_line],
    )
    access_code = forms.CharField(
        label=_("Code for the key box or the door"),
        max_length=60,
        required=False,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    entry_until = forms.CharField(
        label=pgettext_lazy("emergency", "What’s the latest your guest can arrive?"),
        max_length=120,
        required=False,
        validators=[validate_single_line],
    )
    entry_note = forms.CharField(
        label=_("Anything else that helps your guest get in"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where the key box is, who has the key, which door."),
    )
