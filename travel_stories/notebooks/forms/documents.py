"""A document that somebody brings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from travel_stories.collaboration.forms import EditForm

ACCEPTED = (
    "application/pdf,text/plain,image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif"
)


class DocumentForm(EditForm):
    file = forms.FileField(
        label=_("File"),
        max_length=300,
        help_text=_("PDF, picture or plain text, 10 MiB at most. Only members see it."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    title = forms.CharField(
        label=_("What it is"),
        max_length=120,
        required=False,
        help_text=_("Otherwise it is called as the file."),
    )
