"""What a list of a trip is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChecklistKind(models.TextChoices):
    BRING = "bring", _("What to bring")
    DO = "do", _("Who does what")
    PAPERS = "papers", _("Paperwork")
