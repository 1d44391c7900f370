"""How an emergency begins and ends, and what its rules choose from."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class ActivationState(models.TextChoices):
    DRAFT = "draft", _("In preparation")
    ACTIVE = "active", _("Open")
    WINDING_DOWN = "winding_down", _("Ending")
    CLOSED = "closed", pgettext_lazy("emergency", "Closed")
    PURGED = "purged", _("Forgotten")


ACTIVATION_TRANSITIONS: Transitions = {
    ActivationState.DRAFT: frozenset({ActivationState.ACTIVE}),
    ActivationState.ACTIVE: frozenset({ActivationState.WINDING_DOWN}),
    ActivationState.WINDING_DOWN: frozenset({ActivationState.CLOSED, ActivationState.ACTIVE}),
    ActivationState.CLOSED: frozenset({ActivationState.PURGED}),
}


class PriceRule(models.TextChoices):
    FREE = "free", _("Free of charge: a loan for use")
    CHARGES = "charges", _("Free of charge, the host may ask for water and power used")


class Proof(models.TextChoices):
    """Channels that don't depend on what the person says of themselves."""

    ROSTER = "roster", _("The employer’s list")
    WORK_EMAIL = "work_email", _("A code sent to the address at work")
    CARD = "card", _("A card seen by two coordinators")
    OPENID = "openid", _("A professional login")


class ServiceStep(models.TextChoices):
    """What somebody waits for, by the clock."""

    FIRST_TOUCH = "first_touch", _("First call")
    DECISION = "decision", _("Verification")
    FIRST_ASK = "first_ask", _("First host asked")
    PLACEMENT = "placement", _("A roof agreed")
    BREAKDOWN = "breakdown", _("Another roof after a breakdown")
    SAFEGUARDING = "safeguarding", _("A report on safety seen by a person")


SERVICE_MINUTES: Final[dict[str, int]] = {
    ServiceStep.FIRST_TOUCH: 120,
    ServiceStep.DECISION: 12 * 60,
    ServiceStep.FIRST_ASK: 60,
    ServiceStep.PLACEMENT: 24 * 60,
    ServiceStep.BREAKDOWN: 4 * 60,
    ServiceStep.SAFEGUARDING: 30,
}
ROUND_THE_CLOCK: Final = frozenset({ServiceStep.BREAKDOWN, ServiceStep.SAFEGUARDING})


class Weight(models.TextChoices):
    """Terms of the cost that the matching adds up; they are published."""

    TRAVEL_MINUTE = "travel_minute", _("one minute of travel")
    UNUSED_BED = "unused_bed", _("one bed left empty")
    RARE_FEATURE = "rare_feature", _("a rare feature that somebody else may need")
    CONTESTED = "contested", _("a home that a request of late would have needed, for each")
    SILENCE = "silence", _("a host who may not answer")
    HOST_LOAD = "host_load", _("one more ask to the same host")
    MOVE = "move", _("one more move")
    WISH = "wish", _("a wish that is fulfilled, taken off")


WEIGHTS: Final[dict[str, float]] = {
    Weight.TRAVEL_MINUTE: 1.0,
    Weight.UNUSED_BED: 1.0,
    Weight.RARE_FEATURE: 2.0,
    Weight.CONTESTED: 1000.0,
    Weight.SILENCE: 10.0,
    Weight.HOST_LOAD: 1.0,
    Weight.MOVE: 30.0,
    Weight.WISH: 2.0,
}


def service_minutes() -> dict[str, int]:
    """A fresh table for an activation, to change."""
    return {str(step): minutes for step, minutes in SERVICE_MINUTES.items()}


def weights() -> dict[str, float]:
    return {str(term): value for term, value in WEIGHTS.items()}
