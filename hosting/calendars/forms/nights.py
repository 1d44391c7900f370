"""Which nights a host opens or closes."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.values.dates import DateRange
from hosting.calendars.states import DayState
from ui.forms import DayInput


class NightsForm(forms.Form):
    """First and last night, both included; cleaned into half-open `dates`."""

    first = forms.DateField(label=_("First night"), widget=DayInput)
    last = forms.DateField(label=_("Last night"), widget=DayInput)
    state = forms.ChoiceField(
        label=_("These nights are"), choices=DayState, widget=forms.RadioSelect
    )

    def clean_first(self) -> Any:
        first = self.cleaned_data["first"]
        if first < timezone.localdate():
            raise forms.ValidationError(_("This night is over."))
        return first

    def clean_last(self) -> Any:
        last = self.cleaned_data["last"]
        if last > timezone.localdate() + settings.HOSTING_ASK_AHEAD:
            raise forms.ValidationError(_("This is further ahead than anybody may ask."))
        return last

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.pop("first", None), data.pop("last", None)
        if first and last and last < first:
            self.add_error("last", _("The last night comes after the first."))
        elif first and last:
            data["dates"] = DateRange(first, last + timedelta(days=1))
        return data
