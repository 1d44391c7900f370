"""What an organisation says of itself, and what a mandate is offered for."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.organisations.choices import MandateRole, OrganisationKind
from commons.organisations.errors import LastDayPastError
from commons.organisations.models import IDENTIFIERS, Organisation
from commons.organisations.validators import (
    plain_identifier,
    validate_plain_name,
    validate_rna,
    validate_siren,
    validate_siret,
    validate_uai,
    validate_vat,
)
from ui.forms import DayInput, choice_errors

WITH_SPACES = 40  # how long an identifier may be as people write it


class IdentifierField(forms.CharField):
    """A number as people write it, with spaces between its groups."""

    def to_python(self, value: Any) -> str:
        return plain_identifier(str(super().to_python(value)))


class OrganisationForm(forms.ModelForm[Organisation]):
    """Its kind, its name, and the numbers that it has, each checked for its form."""

    kind = forms.ChoiceField(
        label=_("Type of organisation"),
        choices=OrganisationKind,
        error_messages=choice_errors(_("Choose a type of organisation.")),
    )
    siren = IdentifierField(
        label=_("SIREN"),
        required=False,
        validators=[validate_siren],
        max_length=WITH_SPACES,
        help_text=_("9 digits."),
    )
    siret = IdentifierField(
        label=_("SIRET"),
        required=False,
        validators=[validate_siret],
        max_length=WITH_SPACES,
        help_text=_("14 digits."),
    )
    rna = IdentifierField(
        label=_("RNA"),
        required=False,
        validators=[validate_rna],
        max_length=WITH_SPACES,
        help_text=_("For an association: W followed by 9 digits."),
    )
    vat = IdentifierField(
        label=_("VAT number"),
        required=False,
        validators=[validate_vat],
        max_length=WITH_SPACES,
        help_text=_("Start with the two letters of the country code, such as FR."),
    )
    uai = IdentifierField(
        label=_("UAI"),
        required=False,
        validators=[validate_uai],
        max_length=WITH_SPACES,
        help_text=_("For a school: 8 characters, such as 1234567W."),
    )

    class Meta:
        model = Organisation
        fields = ("kind", "name", *IDENTIFIERS)
        error_messages: ClassVar[dict[str, Any]] = {
            "name": {"required": _("Enter the name of the organisation.")},
        }

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        validate_plain_name(name)
        return name

    def clean(self) -> dict[str, Any]:
        """One organisation has one SIREN, which stands in its SIRET and its VAT number as well."""
        data = super().clean() or self.cleaned_data
        siren, siret, vat = (data.get(name) or "" for name in ("siren", "siret", "vat"))
        siren = siren or siret[:9]
        if siren and siret and not siret.startswith(siren):
            self.add_error("siret", _("The SIRET number has to begin with the SIREN number."))
        if siren and vat.startswith("FR") and not vat.endswith(siren):
            self.add_error("vat", _("The VAT number has to end with the SIREN number."))
        return data


class MandateForm(forms.Form):
    """What a mandate allows, and until when."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=MandateRole,
        error_messages=choice_errors(_("Choose a role.")),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        required=False,
        help_text=_("Leave empty for a mandate without an end date."),
        error_messages={"invalid": _("Enter a date for the last day.")},
    )

    def clean_ends_on(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(LastDayPastError.message, code="day")
        return day


class InvitationForm(MandateForm):
    """A mandate, for one address."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        help_text=_("The person needs an account with this address to accept."),
        error_messages=dict.fromkeys(
            ("required", "invalid", "max_length"),
            _("Enter the email address of the person you’re inviting."),
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of the email"),
        choices=settings.LANGUAGES,
        help_text=_("We write in the language of the person’s account if they have one."),
        error_messages=choice_errors(_("Choose the language of the email.")),
    )

    field_order = ("email", "role", "ends_on", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = MandateRole.REPRESENTATIVE

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
