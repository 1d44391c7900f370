"""What a host says of nights, and states of sessions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions
from core.values.half_days import Half


class DayState(models.TextChoices):
    """What a host says of a night. Whether it is taken, the holds know."""

    OPEN = "open", _("Open")
    ON_REQUEST = "on_request", _("On request")
    CLOSED = "closed", _("Closed")


class DayPart(models.TextChoices):
    """What of a day a hold takes: the night after it, or half of it. A whole day is two rows."""

    NIGHT = "night", _("Night")
    MORNING = Half.MORNING.value, _("Morning")
    AFTERNOON = Half.AFTERNOON.value, _("Afternoon")


class SessionState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")


SESSION_TRANSITIONS: Transitions = {
    SessionState.SCHEDULED: frozenset({SessionState.CANCELLED}),
}
