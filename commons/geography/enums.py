"""What kinds of places the gazetteer knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LocalityKind(models.TextChoices):
    """French communes and what became of them; cities of other countries."""

    COMMUNE = "commune", _("commune")
    DISTRICT = "district", _("municipal district")
    FORMER = "former", _("former commune")
    CITY = "city", _("city")
