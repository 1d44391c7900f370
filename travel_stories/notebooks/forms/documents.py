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
        help_text=_(
            "PDF, image or plain text, up to 10 MB. Only people on this trip can see the file."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file.")},
    )
    title = forms.CharField(
        label=_("Title of the document"),
        max_length=120,
        required=False,
        help_text=_("Leave empty to use the file name."),
    )
