"""The words left afterwards, and an answer to them."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A *mot de passage*: there is no field for a mark."""

    words = forms.CharField(
        label=_("Your note"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_(
            "Words only, no ratings. Everyone will be able to read your "
            "note, under your name, once the other person has left one too, "
            "or after two weeks."
        ),
        error_messages={"required": _("Write your note.")},
    )


class NoteReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your reply"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Leave empty to remove your earlier reply."),
    )
