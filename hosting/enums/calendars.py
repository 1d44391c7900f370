"""What a host says of nights."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayState(models.TextChoices):
    """What a host says of a night. Whether it is taken, the holds know."""

    OPEN = "open", _("Open")
    ON_REQUEST = "on_request", _("On request")
    CLOSED = "closed", _("Closed")
