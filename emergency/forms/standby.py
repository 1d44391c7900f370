"""What a host says beforehand: which home, and how the key changes hands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from emergency.enums import AccessMode
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


def _name_of(unit: Unit) -> str:
    return f"{unit.stay.title}, {unit.name}"
