"""What people write who would like to found a community."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from commons.geography.forms import LocalityField
from hosting.communities.models.terms import Cause

validate_length = MaxLengthValidator(254)  # of FoundingMember.email


class FoundingForm(forms.Form):
    name = forms.CharField(
        label=_("Community name"),
        max_length=120,
        validators=[validate_single_line],
        error_messages={"required": _("Enter a name for the community.")},
    )
    locality = LocalityField(
        label=_("Town or village at the centre"),
        error_messages={"required": _("Enter the town or village at the centre of the community.")},
    )
    why = forms.CharField(
        label=_("Why this community?"),
        help_text=_(
            "Say who you are, what you’d offer together and what you have in "
            "common. If the co-operative agrees, this becomes the first "
            "version of the community’s public page. The founders can edit "
            "it before it’s published."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Say why you want to found this community.")},
    )
    causes = forms.ModelMultipleChoiceField(
        Cause.objects.all(),
        label=_("What you stand for"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    founders = forms.CharField(
        label=_("Who is founding the community with you?"),
        help_text=_("One email address per line. We’ll ask each person to confirm."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={
            "required": _(
                "Enter the email addresses of the people who are founding the community with you."
            )
        },
    )

    def clean_founders(self) -> tuple[str, ...]:
        lines = self.cleaned_data["founders"].splitlines()
        addresses = tuple(dict.fromkeys(line.strip().lower() for line in lines if line.strip()))
        for address in addresses:
            try:
                validate_email(address)
                validate_length(address)
            except ValidationError as wrong:
                message = _(
                    "“%(address)s” isn’t a valid email address. Enter one address per line."
                )
                raise ValidationError(message, params={"address": address[:100]}) from wrong
        return addresses
