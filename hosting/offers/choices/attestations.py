"""What somebody can have checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttestationKind(models.TextChoices):
    """What a member of a community can have seen with their own eyes."""

    VISITED = "visited", _("The home, on the spot")
    SAFE = "safe", _("Smoke alarm and ways out")
    ACCESS = "access", _("The access, measured on the spot")
    KITCHEN = "kitchen", _("Kitchen and food")
    INSURED = "insured", _("An insurance paper")
    TRAINED = "trained", _("A certificate of training")
    REGISTERED = "registered", _("The registration of the town hall")
