"""Where a text message stands."""

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class TextState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("text message", "being sent")
    SENT = "sent", pgettext_lazy("text message", "sent")
    REFUSED = "refused", pgettext_lazy("text message", "not sent")
    INFORMED = "told", pgettext_lazy("text message", "passed on by phone")


TEXT_TRANSITIONS: Transitions = {
    TextState.WAITING: frozenset({TextState.SENT, TextState.REFUSED}),
    TextState.REFUSED: frozenset({TextState.INFORMED}),
}
