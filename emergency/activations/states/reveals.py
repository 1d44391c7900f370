"""What may be read of somebody, by groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """What a read of something private was about."""

    CONTACT = "contact", _("name and telephone")
    ADDRESS = "address", _("address")
    ACCESS = "access", _("code and key")
