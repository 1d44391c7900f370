"""What the two sides of a stay say while it lasts, and a host about a suspension."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from emergency.housing.models.messages import LONGEST
from ui.forms import DayInput


class MessageForm(forms.Form):
    """The key makes two presses one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a message.")},
    )


class LongerForm(forms.Form):
    check_out = forms.DateField(
        label=_("Stay until"),
        widget=DayInput,
        error_messages={"required": _("Choose the new last day of the stay.")},
    )
    full_name = forms.CharField(
        label=_("Your full name, as a signature"),
        max_length=120,
        validators=[validate_single_line],
        error_messages={"required": _("Enter your full name as your signature.")},
    )


class LongerByPhoneForm(forms.Form):
    """A coordinator asks for whoever lives there; only the host signs."""

    check_out = forms.DateField(
        label=_("Stay until"),
        widget=DayInput,
        error_messages={"required": _("Choose the new last day of the stay.")},
    )


class AgreeForm(forms.Form):
    full_name = forms.CharField(
        label=_("Your full name, as a signature"),
        max_length=120,
        validators=[validate_single_line],
        error_messages={"required": _("Enter your full name as your signature.")},
    )


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("Why you disagree"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why you disagree.")},
    )
