"""What every form of a change carries: the key that makes it one, and what it was written on."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from core.text.texts import words_without_controls
from travel_stories.collaboration.models import Collaborator, Edit


class KeyForm(forms.Form):
    """A press that is made twice is one change."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class BasedOnForm(forms.Form):
    """What the words were written on."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)


class EditForm(BasedOnForm, KeyForm):
    """Two hidden fields; the form of a button has nothing else."""

    def edit[Member: Collaborator](self, by: Member) -> Edit[Member]:
        return Edit(by=by, key=self.cleaned_data["key"], based_on=self.cleaned_data["based_on"])

    def words(self) -> dict[str, Any]:
        """What the person wrote, for the action."""
        words = self.cleaned_data.items()
        return words_without_controls({k: v for k, v in words if k not in EditForm.base_fields})
