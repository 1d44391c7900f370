"""What can happen to what a group changes together."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    MOVED = "moved", _("moved")
    REMOVED = "removed", _("removed")
    RESTORED = "restored", _("restored")
    CLOSED = "closed", _("closed")
    ATTACHED = "attached", _("attached")  # a request that was made before, or elsewhere


class Outcome(models.TextChoices):
    APPLIED = "applied", _("applied")
    CONFLICT = "aside", _("set aside")  # written on something that had changed meanwhile
    UNDONE = "undone", _("undone")


UNDO: Final = "undo"  # first tag of a message about a change that can be undone; its key follows
