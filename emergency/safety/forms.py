"""What somebody says about safety, and what those who read it write down."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from emergency.safety.models import IncidentReport
from emergency.safety.states import About, Outcome


class IncidentReportForm(forms.Form):
    """One press is enough: everything has its answer already. The key makes two presses one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    is_urgent = forms.BooleanField(label=_("Call me back at once"), required=False)
    about = forms.ChoiceField(
        label=_("What it is about"),
        choices=About,
        initial=About.OTHER_SIDE,
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=_("What happened"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As much or as little as you like."),
    )

    def as_report(self) -> IncidentReport:
        data = self.cleaned_data
        return IncidentReport(**data | {"about": data["about"] or About.OTHER_SIDE})


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome)
    words = forms.CharField(
        label=_("In a few words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(forms.Form):
    words = forms.CharField(
        label=_("What was said or done"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label=_("The reason, as the host reads it"),
        max_length=300,
        help_text=_("Nothing in it may tell who told us."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
