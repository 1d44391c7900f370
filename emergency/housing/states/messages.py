"""What becomes of a message between two who don't know each other yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class MessageState(models.TextChoices):
    SENT = "sent", _("Passed on")
    HELD = "held", _("Held back")
    DROPPED = "dropped", _("Not passed on")


MESSAGE_TRANSITIONS: Transitions = {
    MessageState.HELD: frozenset({MessageState.SENT, MessageState.DROPPED}),
}


class Private(models.TextChoices):
    """What isn't passed on before both have signed."""

    EMAIL = "email", _("an email address")
    PHONE = "phone", _("a phone number")
    LINK = "link", _("a link or the name of a messaging app")
    ADDRESS = "address", _("a street address with its number")
    NAME = "name", _("a name")
