"""What somebody can have checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttestationKind(models.TextChoices):
    """What a member of a community can have seen with their own eyes."""

    VISITED = "visited", _("Home, seen in person")
    SAFE = "safe", _("Smoke alarm and exits")
    ACCESS = "access", _("Access, measured on site")
    KITCHEN = "kitchen", _("Kitchen and food")
    INSURED = "insured", _("Proof of insurance")
    TRAINED = "trained", _("Training certificate")
    REGISTERED = "registered", _("Town hall registration")
