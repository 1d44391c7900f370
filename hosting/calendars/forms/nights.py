"""Which nights a host opens or closes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.values.dates import DateRange, ranges_of
from hosting.calendars.models import NOTE_LIMIT
from hosting.calendars.states import DayState
from hosting.offers.models.stays import Unit
from ui.forms import DayInput, choice_errors

MOST_NIGHTS: Final = 900  # in one form: Django reads a thousand fields


class NightsForm(forms.Form):
    """First and last night, both included; cleaned into half-open `dates`."""

    first = forms.DateField(
        label=_("First night"),
        widget=DayInput,
        error_messages={"required": _("Choose the first night.")},
    )
    last = forms.DateField(
        label=_("Last night"),
        widget=DayInput,
        error_messages={"required": _("Choose the last night.")},
    )
    state = forms.ChoiceField(
        label=_("Availability"),
        choices=DayState,
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose the availability of these nights.")),
    )

    def __init__(self, *args: Any, by_days: bool = False, **kwargs: Any) -> None:
        """`by_days`: of a desk, where nobody sleeps."""
        super().__init__(*args, **kwargs)
        if by_days:
            self.fields["first"].label = _("First day")
            self.fields["last"].label = _("Last day")

    def clean_first(self) -> Any:
        first = self.cleaned_data["first"]
        if first < timezone.localdate():
            raise forms.ValidationError(_("This night has passed. Choose today or a later date."))
        return first

    def clean_last(self) -> Any:
        last = self.cleaned_data["last"]
        if last > timezone.localdate() + settings.HOSTING_ASK_AHEAD:
            raise forms.ValidationError(
                _("Guests can’t send requests this far ahead. Choose an earlier date.")
            )
        return last

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = data.pop("first", None), data.pop("last", None)
        if first and last and last < first:
            self.add_error(
                "last", _("The last night can’t be before the first. Choose a later last night.")
            )
        elif first and last:
            data["dates"] = DateRange(first, last + timedelta(days=1))
        return data


class NightsOfUnitsForm(forms.Form):
    """Nights of any of a host's units, each as `<unit>.<day>`; cleaned into ranges by unit."""

    nights = forms.Field(
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose at least one night.")},
    )
    state = forms.ChoiceField(
        label=_("Availability"),
        choices=DayState,
        error_messages=choice_errors(_("Choose the availability of these nights.")),
    )
    note = forms.CharField(label=_("Private note"), max_length=NOTE_LIMIT, required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.public_id: unit for unit in units}

    def clean_nights(self) -> dict[Unit, list[DateRange]]:
        values = self.cleaned_data["nights"]
        if len(values) > MOST_NIGHTS:
            raise forms.ValidationError(_("You’ve chosen too many nights at once. Choose fewer."))
        days: dict[Unit, list[date]] = defaultdict(list)
        today = timezone.localdate()
        for value in values:
            unit, _dot, day = value.partition(".")
            try:
                night = date.fromisoformat(day)
            except ValueError:
                night = date.min
            if unit not in self.units or not today <= night <= today + settings.HOSTING_ASK_AHEAD:
                raise forms.ValidationError(
                    _(
                        "One of these nights can’t be changed any more. Reload the "
                        "calendar and choose again."
                    )
                )
            days[self.units[unit]].append(night)
        return {unit: ranges_of(nights) for unit, nights in days.items()}
