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
            "Only the community’s coordinators and the safety team can read "
            "your report. The other person can’t, and won’t be notified."
        ),
        error_messages={"required": _("Say what happened.")},
    )
    is_safety = forms.BooleanField(
        label=_("I didn’t feel safe"),
        required=False,
        help_text=_("The safety team will read your report too. If you’re in danger, call 112."),
    )


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("Action taken"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("The person who sent the report will read this."),
        error_messages={"required": _("Say what action was taken.")},
    )
