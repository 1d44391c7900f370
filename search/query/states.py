"""In which order somebody wants to read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Order(models.TextChoices):
    """No order can be bought, and none counts who looked or who came."""

    FIT = "fit", _("Best match")
    DISTANCE = "distance", _("Nearest first")
    NEWEST = "newest", _("Newest first")
