"""What a host says beforehand: which home, and how the key changes hands; or lends it again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation
from emergency.housing.forms.places import check_hours, hours_field, name_lent_days
from emergency.housing.states.offers import AccessMode
from hosting.offers.models.stays import Stay, Unit
from ui.forms import DateRangeForm, choice_errors


class StandbyForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Which home?"),
        queryset=Unit.objects.none(),
        error_messages=choice_errors(_("Choose a home.")),
    )
    access_mode = forms.ChoiceField(
        label=_("How does the guest get the key?"),
        choices=AccessMode,
        widget=forms.RadioSelect,
        error_messages=choice_errors(_("Choose how the guest gets the key.")),
    )
    access_hours = hours_field()

    def __init__(self, *args: Any, host: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = Unit.objects.filter(stay__in=Stay.objects.public().of_host(host))
        field = self.fields["unit"]
        field.queryset = mine.select_related("stay")  # type: ignore[attr-defined]
        field.label_from_instance = lambda unit: f"{unit.stay.title}, {unit.name}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        check_hours(self, data)
        return data


class AgainForm(DateRangeForm):
    """Only the days are asked anew; from today until the end is what it begins with."""

    def __init__(self, data: QueryDict | None = None, *, activation: Activation) -> None:
        days = activation.until_the_end
        first = {"check_in": days.check_in, "check_out": days.check_out}
        super().__init__(data, initial=first, prefix=activation.public_id)
        name_lent_days(self)
        self.activation = activation


class LendStandbyForm(DateRangeForm):
    """On which dates a home on stand-by is lent; it begins with the first free ones."""

    def __init__(
        self, data: QueryDict | None = None, *, activation: Activation, first: DateRange
    ) -> None:
        super().__init__(data, initial={"check_in": first.check_in, "check_out": first.check_out})
        bounds = activation.until_the_end
        limits = {"min": bounds.check_in.isoformat(), "max": bounds.check_out.isoformat()}
        name_lent_days(self)
        for name in ("check_in", "check_out"):
            self.fields[name].widget.attrs.update(limits)
