"""What somebody tells in confidence, and what was done about it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConcernForm(forms.Form):
    """For those who look after the community; the other side never reads it."""

    words = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=_(
            "Only those who look after the community read it. The other side doesn't, and "
            "isn't told that you wrote."
        ),
    )
    is_safety = forms.BooleanField(
        label=_("I didn't feel safe"),
        required=False,
        help_text=_("Then those in charge of safety read it as well. In danger, call 112."),
    )


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Whoever told it reads this."),
    )
