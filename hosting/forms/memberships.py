"""What people write on the road into a community."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayInput


class ApplicationForm(forms.Form):
    words = forms.CharField(
        label=_("Who are you, and why here?"),
        help_text=_("Your future sponsors read this first. Say who knows you in the community."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )


class SponsorForm(forms.Form):
    words = forms.CharField(
        label=_("How do you know each other?"),
        help_text=_("The candidate, the members and the coordinators read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class SignatureForm(forms.Form):
    """`version` is the one that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_767)
    agrees = forms.BooleanField(label=_("I have read the charter and want to live up to it"))

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        data.pop("agrees", None)
        return data


class MeetingForm(forms.Form):
    on = forms.DateField(label=_("You met on"), widget=DayInput)


class LeaveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you go?"),
        help_text=_("The coordinators read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class ReasonForm(forms.Form):
    """No decision about a person without words that this person reads."""

    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("The person reads it as you write it here."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
