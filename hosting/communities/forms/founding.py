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
        label=_("Name of the community"), max_length=120, validators=[validate_single_line]
    )
    locality = LocalityField(label=_("Its centre: a town or village"))
    why = forms.CharField(
        label=_("Why this community?"),
        help_text=_(
            "Who you are, what you would offer together, and what links you. If the co-operative "
            "agrees, these words are the first version of the community’s public page; its "
            "founders can change them before that."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )
    causes = forms.ModelMultipleChoiceField(
        Cause.objects.all(),
        label=_("What you stand for"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    founders = forms.CharField(
        label=_("Who founds it with you?"),
        help_text=_("Their email addresses, one a line. We ask each of them to confirm."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def clean_founders(self) -> tuple[str, ...]:
        lines = self.cleaned_data["founders"].splitlines()
        addresses = tuple(dict.fromkeys(line.strip().lower() for line in lines if line.strip()))
        for address in addresses:
            try:
                validate_email(address)
                validate_length(address)
            except ValidationError as wrong:
                message = _("“%(address)s” isn’t an email address.")
                raise ValidationError(message, params={"address": address[:100]}) from wrong
        return addresses
