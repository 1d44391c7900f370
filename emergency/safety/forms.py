"""What somebody says about safety, and what those who read it write down."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from emergency.safety.models import IncidentReport
from emergency.safety.states import About, Outcome
from ui.forms import choice_errors


class IncidentReportForm(forms.Form):
    """One press is enough: everything has its answer already. The key makes two presses one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    is_urgent = forms.BooleanField(label=_("Call me back straight away"), required=False)
    about = forms.ChoiceField(
        label=_("What your report is about"),
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
        help_text=_("Write as much or as little as you like."),
    )

    def as_report(self) -> IncidentReport:
        data = self.cleaned_data
        return IncidentReport(**data | {"about": data["about"] or About.OTHER_SIDE})


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome, error_messages=choice_errors(_("Choose the outcome."))
    )
    words = forms.CharField(
        label=_("What was done, in a few words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what was done.")},
    )


class NoteForm(forms.Form):
    words = forms.CharField(
        label=_("What was said or done"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what was said or done.")},
    )


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason (the host will read it)"),
        max_length=300,
        help_text=_("Don’t write anything that could show who made the report."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter a reason for the host to read.")},
    )
