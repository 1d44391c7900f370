"""The shape of a message."""

from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.conversations.models import BODY_LIMIT
from commons.media.forms import ManyFilesField, ManyFilesInput

ACCEPTED: Final = "application/pdf,image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif"


class MessageForm(forms.Form):
    """Words, files, and a key that tells a second press from a second message."""

    body = forms.CharField(
        label=_("Your message"),
        max_length=BODY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a message.")},
    )
    attachments = ManyFilesField(
        label=_("Photos or PDFs"),
        help_text=_(
            "Up to 5 files, 10 MB each, or 1 file until the other person has written. We remove "
            "the place and time from photos."
        ),
        required=False,
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
    )
    key = forms.UUIDField(initial=uuid4, required=False, widget=forms.HiddenInput)

    def clean_attachments(self) -> list[Any]:
        """None are chosen: an empty list."""
        return [file for file in self.cleaned_data["attachments"] if file]


class ReadForm(forms.Form):
    """Up to which message the page was read."""

    until = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"],
        widget=forms.HiddenInput,
    )
