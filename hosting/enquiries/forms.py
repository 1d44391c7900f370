"""Words to a host or a community, and a host's choice."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.conversations.models import BODY_LIMIT


class EnquiryForm(forms.Form):
    """Words, and a key that tells a second press from a second message."""

    message = forms.CharField(
        label=_("Your message"),
        help_text=_(
            "Say who you are and what you’d like to know. Phone numbers and addresses can wait "
            "until you have an agreement."
        ),
        max_length=BODY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a message.")},
    )
    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)


class EnquirySettingsForm(forms.Form):
    takes = forms.BooleanField(
        label=_("People may write to me without a request"),
        help_text=_(
            "If you turn this off, people can only contact you by sending a request with their "
            "dates. Conversations that have already started go on."
        ),
        required=False,
    )
