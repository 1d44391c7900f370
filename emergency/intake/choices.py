"""What a submitted form asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntakeType(models.TextChoices):
    """What a public form is about: a request, a home that is lent, or help."""

    REQUEST = "roof", _("I need a place to stay")
    OFFER = "lend", _("I can lend a home")
    HELPER = "help", _("I can help")
