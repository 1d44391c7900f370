"""What a host adds to the terms of a quote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.accounts.validators import validate_single_line
from hosting.quotes.models import LEGAL_NOTE_LIMIT, QuoteDraft
from hosting.quotes.selectors import Validity
from ui.forms import DayInput


class QuoteForm(forms.Form):
    """`terms` is the key of the proposal that the host has read; the action compares it."""

    terms = forms.IntegerField(widget=forms.HiddenInput)
    valid_until = forms.DateField(
        label=_("Valid until"),
        help_text=_("The organisation can accept the quote until the end of this day."),
        widget=DayInput,
        error_messages={"required": _("Choose the last day on which the quote is valid.")},
    )
    legal_note = forms.CharField(
        label=_("What your quotes must say by law"),
        help_text=_(
            "For example your SIRET number, or “VAT not applicable” if you don’t charge VAT. We "
            "print it as you write it, and suggest it again on your next quote."
        ),
        max_length=LEGAL_NOTE_LIMIT,
        required=False,
        validators=[validate_single_line],
    )

    def __init__(self, *args: Any, validity: Validity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = {"min": validity.first.isoformat(), "max": validity.last.isoformat()}
        self.fields["valid_until"].widget.attrs.update(days)

    def to_draft(self) -> QuoteDraft:
        data = self.cleaned_data
        return QuoteDraft(data["valid_until"], data["legal_note"])
