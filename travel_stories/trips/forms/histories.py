"""What a press on *Undo* sends."""

from __future__ import annotations

from django import forms

from travel_stories.collaboration.forms import KeyForm


class UndoForm(KeyForm):
    """`number` is that of the change; without it the last one is meant."""

    number = forms.IntegerField(required=False, min_value=1, max_value=2**53)
