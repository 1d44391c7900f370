"""What a member says to an idea, and what a poll asks about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    WHATEVER = "whatever", _("Either way")


class PollKind(models.TextChoices):
    DATES = "dates", _("Dates")
    CHOICES = "choices", _("Options")
