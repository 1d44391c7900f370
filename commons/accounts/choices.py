"""How a person wants to be told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailFrequency(models.TextChoices):
    """On the site everything is told at once; this is about mail."""

    AT_ONCE = "at_once", _("A mail for each thing, at once")
    DAILY = "daily", _("One mail a day, with everything in it")
    NEVER = "never", _("No mail: I look here myself")
