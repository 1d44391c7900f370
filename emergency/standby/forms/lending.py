"""A host lends a home that hosting knows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from emergency.housing.forms.places import name_lent_days, presences_field
from emergency.standby.forms.standbys import StandbyForm
from ui.forms import DateRangeForm


class LendUnitForm(DateRangeForm, StandbyForm):
    """One of the host's own homes: what hosting knows isn't asked again."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    presences = presences_field()

    field_order = ("unit", "check_in", "check_out", "access_mode", "access_hours", "presences")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name_lent_days(self)
