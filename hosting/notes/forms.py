"""The words left afterwards, and an answer to them."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A *mot de passage*: there is no field for a mark."""

    words = forms.CharField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_(
            "Words, never marks. All can read them under your name, once both of you have written "
            "or two weeks have passed."
        ),
    )


class NoteReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Left empty, it takes an earlier answer back."),
    )
