"""The switch of an emergency: what is proposed, and what comes of it."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions
from emergency.activations.states.activations import ActivationState

CONFIRM_WITHIN: Final = timedelta(hours=24)  # a second person has so long
CALL_OFF_WITHIN: Final = timedelta(minutes=15)  # where there is no second person on duty
REOPEN_WITHIN: Final = timedelta(hours=24)  # after the ending


class SwitchChange(models.TextChoices):
    """One press of the switch, under the name that stands in its address."""

    DECLARE = "declare", _("Declare the emergency")
    END = "end", _("End the emergency")
    REOPEN = "reopen", _("Reopen the emergency")
    CLOSE = "close", _("Close the emergency")


class SwitchState(models.TextChoices):
    OPEN = "open", pgettext_lazy("switch", "Proposed")
    DONE = "done", pgettext_lazy("switch", "Done")
    CALLED_OFF = "called_off", pgettext_lazy("switch", "Cancelled")
    LAPSED = "lapsed", pgettext_lazy("switch", "Expired")


SWITCH_TRANSITIONS: Final[Transitions] = {
    SwitchState.OPEN: frozenset({SwitchState.DONE, SwitchState.CALLED_OFF, SwitchState.LAPSED}),
}

LEADS_TO: Final[dict[str, ActivationState]] = {
    SwitchChange.DECLARE: ActivationState.ACTIVE,
    SwitchChange.END: ActivationState.WINDING_DOWN,
    SwitchChange.REOPEN: ActivationState.ACTIVE,
    SwitchChange.CLOSE: ActivationState.CLOSED,
}
BEGINS_IN: Final[dict[str, ActivationState]] = {
    SwitchChange.DECLARE: ActivationState.DRAFT,
    SwitchChange.END: ActivationState.ACTIVE,
    SwitchChange.REOPEN: ActivationState.WINDING_DOWN,
    SwitchChange.CLOSE: ActivationState.WINDING_DOWN,
}
