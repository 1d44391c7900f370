"""Where an editorial page is linked from, and by what one enters the stories."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FooterColumn(models.TextChoices):
    TRAVEL = "travel", _("Travel")
    WELCOME = "welcome", _("Hosting")
    COOPERATIVE = "cooperative", _("The co-operative")


class BrowseBy(models.TextChoices):
    """By what one enters the stories."""

    PLACE = "place", _("By place")
    CAUSE = "cause", _("By cause")
    INTEREST = "interest", _("By interest")
    SEASON = "season", _("By season")
    PERSON = "person", _("By person")
