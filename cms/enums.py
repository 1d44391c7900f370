"""Where an editorial page is linked from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FooterColumn(models.TextChoices):
    TRAVEL = "travel", _("Travel")
    WELCOME = "welcome", _("Welcome")
    COOPERATIVE = "cooperative", _("The co-operative")
