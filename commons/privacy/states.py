"""How far an import is, and what would come of each thing in its archive."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    CHECKED = "checked", _("Checked")
    WAITING = "waiting", _("Being imported")
    DONE = "done", _("Imported")
    REFUSED = "refused", _("Not imported")


class Outcome(StrEnum):
    """What would come of one thing in an archive."""

    NEW = "new"
    KNOWN = "known"
    LEFT_OUT = "left_out"
