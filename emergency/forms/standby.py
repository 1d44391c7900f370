"""What a host says beforehand: which home, and how the key changes hands; or lends it again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from core.forms import DateRangeForm
from emergency.enums import AccessMode
from emergency.models import Activation
from hosting.models import Stay, Unit


class StandbyForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Which one?"), queryset=Unit.objects.none())
    access_mode = forms.ChoiceField(
        label=_("How does the key change hands?"), choices=AccessMode, widget=forms.RadioSelect
    )
    access_hours = forms.CharField(label=_("At which hours"), max_length=120, required=False)

    def __init__(self, *args: Any, host: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = Unit.objects.filter(stay__in=Stay.objects.public().of_host(host))
        field = self.fields["unit"]
        field.queryset = mine.select_related("stay")  # type: ignore[attr-defined]
        field.label_from_instance = _name_of  # type: ignore[attr-defined]


class AgainForm(DateRangeForm):
    """Only the days are asked anew; from today until the end is what it begins with."""

    def __init__(self, data: QueryDict | None = None, *, activation: Activation) -> None:
        days = activation.until_the_end
        first = {"check_in": days.check_in, "check_out": days.check_out}
        super().__init__(data, initial=first, prefix=activation.public_id)
        self.activation = activation


def _name_of(unit: Unit) -> str:
    return f"{unit.stay.title}, {unit.name}"
