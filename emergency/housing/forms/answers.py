"""What a host and a requester say by their link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.accounts.validators import validate_single_line
from emergency.housing.states.proposals import Refusal
from ui.forms import choice_errors


class SignForm(forms.Form):
    """A yes is a signature: the full name, and two things declared."""

    full_name = forms.CharField(
        label=_("Your full name, as a signature"),
        max_length=120,
        validators=[validate_single_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your full name as your signature.")},
    )
    signs = forms.BooleanField(
        label=_("I’ve read the loan agreement and I sign it"),
        error_messages={"required": _("Tick the box to sign the loan agreement.")},
    )
    insured = forms.BooleanField(
        label=_("I’ve told my insurer, or I will before the first day"),
        error_messages={"required": _("Tick the box once you’ve told your insurer, or plan to.")},
    )
    farther = forms.BooleanField(label="")

    def __init__(self, *args: Any, left_nearer: int | None = None, **options: Any) -> None:
        """With `left_nearer` whoever drives says that the longer way is meant."""
        super().__init__(*args, **options)
        if left_nearer is None:
            del self.fields["farther"]
            return
        label = ngettext(
            "I know there is a closer home, %(minutes)s minute from my work, "
            "kept for people without a car. This one suits me.",
            "I know there is a closer home, %(minutes)s minutes from my "
            "work, kept for people without a car. This one suits me.",
            left_nearer,
        )
        self.fields["farther"].label = label % {"minutes": left_nearer}


class RefusalForm(forms.Form):
    refusal = forms.ChoiceField(
        label=_("Your reason for saying no"),
        choices=Refusal,
        initial=Refusal.NO_REASON,
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose your reason.")),
    )


class WorkAddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your work email address"),
        help_text=_(
            "We’ll send a code to this address. We keep neither the address nor the email."
        ),
        error_messages=dict.fromkeys(("required", "invalid"), _("Enter your work email address.")),
    )


class CodeForm(forms.Form):
    digits = forms.RegexField(
        r"^\s*([A-Za-z][\s-]?){8}\s*$",
        max_length=40,
        label=_("The eight letters in our email"),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "one-time-code"}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid"), _("Enter the eight letters in our email.")
        ),
    )


class ReturnForm(forms.Form):
    """What somebody brings back from a professional login, as its standard says."""

    code = forms.CharField(max_length=2000)
    state = forms.CharField(max_length=100)


class WordsForm(forms.Form):
    reason = forms.CharField(
        label=_("In a few words"),
        max_length=300,
        error_messages={"required": _("The text field is empty. Fill it in with a few words.")},
    )


class RosterForm(forms.Form):
    roster = forms.FileField(
        label=_("Employer’s list (CSV)"),
        help_text=_("Phone numbers or email addresses can be in any column. We don’t keep names."),
        error_messages={"required": _("Choose the employer’s list, a CSV file.")},
    )
