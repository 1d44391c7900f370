"""States of offers and sessions. A state without a row in its table is final."""

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


class SessionState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")


SESSION_TRANSITIONS: Transitions = {
    SessionState.SCHEDULED: frozenset({SessionState.CANCELLED}),
}
