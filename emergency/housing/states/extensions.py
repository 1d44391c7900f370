"""How a stay is made longer, and how a decision about a home is looked at once more."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("More nights are asked for")
    AGREED = "agreed", _("More nights agreed")
    REFUSED = "refused", _("No more nights here")
    LAPSED = "lapsed", _("The stay was over first")


EXTENSION_TRANSITIONS: Transitions = {
    ExtensionState.ASKED: frozenset(
        {ExtensionState.AGREED, ExtensionState.REFUSED, ExtensionState.LAPSED}
    ),
}


class SuspensionState(models.TextChoices):
    STANDING = "standing", _("Suspended, no appeal")
    APPEALED = "appealed", _("Appealed, somebody else decides")
    UPHELD = "upheld", _("Upheld after the appeal")
    LIFTED = "lifted", _("Lifted")


IN_FORCE: Final = frozenset(SuspensionState) - {SuspensionState.LIFTED}

SUSPENSION_TRANSITIONS: Transitions = {
    SuspensionState.STANDING: frozenset({SuspensionState.APPEALED, SuspensionState.LIFTED}),
    SuspensionState.APPEALED: frozenset({SuspensionState.UPHELD, SuspensionState.LIFTED}),
    SuspensionState.UPHELD: frozenset({SuspensionState.LIFTED}),
}


class FollowUpKind(models.TextChoices):
    """When somebody asks how a stay goes."""

    FIRST = "first", _("After two days")
    WEEKLY = "weekly", _("Once a week")
    ENDING = "ending", _("Before the end: where to afterwards")
    LAST = "last", _("On the last day")
