"""What every form of a deed carries."""

from __future__ import annotations

from uuid import uuid4

from django import forms


class KeyForm(forms.Form):
    """A press that is made twice is one deed."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class BasedOnForm(forms.Form):
    """What the words were written on."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)
