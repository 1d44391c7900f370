"""What a step of the way can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepKind(models.TextChoices):
    WISH = "wish", _("Wish")
    OFFER = "offer", _("Offer")
    MEETING = "meeting", _("Meeting")
    LEG = "leg", _("Leg of travel")
    NOTE = "note", _("Note")
