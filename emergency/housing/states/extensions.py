"""How a stay is made longer, and how a decision about a home is looked at once more."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("More nights requested")
    AGREED = "agreed", _("More nights agreed")
    REFUSED = "refused", _("More nights declined")
    LAPSED = "lapsed", _("Stay ended before an answer")


EXTENSION_TRANSITIONS: Transitions = {
    ExtensionState.ASKED: frozenset(
        {ExtensionState.AGREED, ExtensionState.REFUSED, ExtensionState.LAPSED}
    ),
}


class SuspensionState(models.TextChoices):
    STANDING = "standing", _("Suspended, not appealed")
    APPEALED = "appealed", _("Appealed: someone else will decide")
    UPHELD = "upheld", _("Suspension upheld after appeal")
    LIFTED = "lifted", _("Suspension lifted")


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
    ENDING = "ending", _("Before the end: where the guest is going next")
    LAST = "last", _("On the last day")
