"""What every change carries: the key that makes it one, and what it was written on."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from core.text.texts import words_without_controls
from travel_stories.collaboration.models import Edit
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.plans import TripEdit


class EditForm(forms.Form):
    """Two hidden fields; a form of a deed has nothing else."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    based_on = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    def edit(self, by: TripMember) -> TripEdit:
        return Edit(by=by, key=self.cleaned_data["key"], based_on=self.cleaned_data["based_on"])

    def words(self) -> dict[str, Any]:
        """What the person wrote, for the action."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in _BOOKS}
        return words_without_controls(words)


_BOOKS = frozenset(EditForm.base_fields)
