"""What the address of a calendar shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkScope(models.TextChoices):
    """One unit, the sessions of one activity, or all that a host offers."""

    UNIT = "unit", _("One calendar")
    ACTIVITY = "activity", _("The dates of an activity")
    HOST = "host", _("Everything you host")
