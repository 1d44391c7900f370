"""States of offers. A state without a row in the table is final."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class OfferState(models.TextChoices):
    """The host's own switch. Whether it was read and published is Wagtail's `live`."""

    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OFFER_TRANSITIONS: Transitions = {
    OfferState.OPEN: frozenset({OfferState.PAUSED, OfferState.WITHDRAWN}),
    OfferState.PAUSED: frozenset({OfferState.OPEN, OfferState.WITHDRAWN}),
}
