"""What came of a telephone call to a host."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallOutcome(models.TextChoices):
    STILL_THERE = "still", _("Still there")
    GONE = "gone", _("Gone")
    NO_ANSWER = "no_answer", _("No answer, again tomorrow")
