"""What a host and a requester say by their link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.accounts.validators import validate_single_line
from emergency.housing.states.proposals import Refusal


class SignForm(forms.Form):
    """A yes is a signature: the full name, and two things declared."""

    full_name = forms.CharField(
        label=_("Your full name, as a signature"),
        max_length=120,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    signs = forms.BooleanField(label=_("I have read the loan and sign it"))
    insured = forms.BooleanField(
        label=_("My insurance knows, or I will tell it before the first day")
    )
    farther = forms.BooleanField(label="")

    def __init__(self, *args: Any, left_nearer: int | None = None, **options: Any) -> None:
        """With `left_nearer` whoever drives says that the longer way is meant."""
        super().__init__(*args, **options)
        if left_nearer is None:
            del self.fields["farther"]
            return
        label = ngettext(
            "I know that it is farther than a home %(minutes)s minute from my work, which is left "
            "to people without a car. It suits me.",
            "I know that it is farther than a home %(minutes)s minutes from my work, which is left "
            "to people without a car. It suits me.",
            left_nearer,
        )
        self.fields["farther"].label = label % {"minutes": left_nearer}


class RefusalForm(forms.Form):
    refusal = forms.ChoiceField(
        label=_("Why not"), choices=Refusal, initial=Refusal.NO_REASON, widget=forms.RadioSelect
    )


class WorkAddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail at work"),
        help_text=_("A code goes there. We keep neither the address nor the letter."),
    )


class CodeForm(forms.Form):
    digits = forms.RegexField(
        r"^\s*([A-Za-z][\s-]?){8}\s*$",
        max_length=40,
        label=_("The eight letters of the email"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "one-time-code"}
        ),
    )


class ReturnForm(forms.Form):
    """What somebody brings back from a professional login, as its standard says."""

    code = forms.CharField(max_length=2000)
    state = forms.CharField(max_length=100)


class WordsForm(forms.Form):
    reason = forms.CharField(label=_("In a few words"), max_length=300)


class RosterForm(forms.Form):
    roster = forms.FileField(
        label=_("List of an employer (CSV)"),
        help_text=_("Telephones or e-mail addresses, in any order of columns. Names aren’t kept."),
    )
