"""The shape of a message."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.conversations.models import BODY_LIMIT


class MessageForm(forms.Form):
    """Words, and a key that tells a second press from a second message."""

    body = forms.CharField(
        label=_("Answer"), max_length=BODY_LIMIT, widget=forms.Textarea(attrs={"rows": 4})
    )
    key = forms.UUIDField(initial=uuid4, required=False, widget=forms.HiddenInput)


class ReadForm(forms.Form):
    """Up to which message the page was read."""

    until = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"],
        widget=forms.HiddenInput,
    )
