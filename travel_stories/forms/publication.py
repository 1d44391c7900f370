"""What a reader of a story answers, and what anybody may report."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from travel_stories.enums import ReportReason, ReportState
from travel_stories.models import StoryReport


class SeenForm(forms.Form):
    """The number of the draft that stood on the page: an answer is about what was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SendBackForm(SeenForm):
    reason = forms.CharField(
        label=_("What should change, and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class TakeDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it can’t stay"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class SubmitForm(forms.Form):
    without_silent = forms.BooleanField(
        label=_("Without what concerns those who haven’t answered"),
        help_text=_("It stays in your draft, and comes in as soon as they say yes."),
        required=False,
    )


class ReportForm(forms.ModelForm[StoryReport]):
    """No account is needed. The field that people don't see catches programs."""

    reason = forms.ChoiceField(
        label=_("What is wrong"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = StoryReport
        fields = ("reason", "words", "name", "email")
        widgets: ClassVar = {
            "words": forms.Textarea(attrs={"rows": 5}),
        }

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this empty."))
        return ""


class DecisionForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What was decided"),
        choices=[
            (ReportState.KEPT, _("The story stays as it is")),
            (ReportState.ACTED, _("Something was done: changed, blurred, taken down")),
        ],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("In your words, for whoever reported it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
