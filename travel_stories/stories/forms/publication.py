"""What a reader of a story answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SeenForm(forms.Form):
    """The number of the draft that stood on the page: an answer is about what was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SendBackForm(SeenForm):
    reason = forms.CharField(
        label=_("What should change, and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class SubmitForm(forms.Form):
    without_silent = forms.BooleanField(
        label=_("Without what concerns those who haven’t answered"),
        help_text=_("It stays in your draft, and comes in as soon as they say yes."),
        required=False,
    )
