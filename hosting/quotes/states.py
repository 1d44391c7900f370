"""States of a quote. A state without a row in the table is final."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class QuoteState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("quote", "Requested")
    MADE = "made", pgettext_lazy("quote", "Valid")
    AGREED = "agreed", pgettext_lazy("quote", "Agreed")  # the annex of an agreement
    SUPERSEDED = "superseded", pgettext_lazy("quote", "Replaced")
    EXPIRED = "expired", pgettext_lazy("quote", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("quote", "Withdrawn")
    LAPSED = "lapsed", _("Lapsed")  # its request ended without it


STANDING: Final = (QuoteState.ASKED, QuoteState.MADE)

QUOTE_TRANSITIONS: Transitions = {
    QuoteState.ASKED: frozenset({QuoteState.MADE, QuoteState.LAPSED}),
    QuoteState.MADE: frozenset(
        {
            QuoteState.AGREED,
            QuoteState.SUPERSEDED,
            QuoteState.EXPIRED,
            QuoteState.WITHDRAWN,
            QuoteState.LAPSED,
        }
    ),
}
