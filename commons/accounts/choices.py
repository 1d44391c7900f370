"""How a person wants to be told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailFrequency(models.TextChoices):
    """On the site everything is told at once; this is about mail."""

    AT_ONCE = "at_once", _("As it happens: one email for each notification")
    DAILY = "daily", _("Once a day: one email with everything")
    NEVER = "never", _("No emails: I’ll check the site")
