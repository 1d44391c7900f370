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
    PURGED = "purged", _("Data deleted")


ACTIVATION_TRANSITIONS: Transitions = {
    ActivationState.DRAFT: frozenset({ActivationState.ACTIVE}),
    ActivationState.ACTIVE: frozenset({ActivationState.WINDING_DOWN}),
    ActivationState.WINDING_DOWN: frozenset({ActivationState.CLOSED, ActivationState.ACTIVE}),
    ActivationState.CLOSED: frozenset({ActivationState.PURGED}),
}


class PriceRule(models.TextChoices):
    FREE = "free", _("Free of charge: a loan for use")
    CHARGES = (
        "charges",
        _("Free of charge, but the host may ask you to pay for the water and electricity used"),
    )


class Proof(models.TextChoices):
    """Channels that don't depend on what the person says of themselves."""

    ROSTER = "roster", _("The employer’s list")
    WORK_EMAIL = "work_email", _("A code sent to a work email address")
    CARD = "card", _("A card shown to two coordinators")
    OPENID = "openid", _("A login with a work account")


class ServiceStep(models.TextChoices):
    """What somebody waits for, by the clock."""

    FIRST_TOUCH = "first_touch", _("First call")
    DECISION = "decision", _("Verification")
    FIRST_ASK = "first_ask", _("First host asked")
    PLACEMENT = "placement", _("Home agreed")
    BREAKDOWN = "breakdown", _("Another home after a stay is cut short")
    SAFEGUARDING = "safeguarding", _("Safety report read by a person")


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

    TRAVEL_MINUTE = "travel_minute", _("each minute of travel")
    UNUSED_BED = "unused_bed", _("each bed left empty")
    RARE_FEATURE = "rare_feature", _("each rare feature that someone else may need")
    CONTESTED = "contested", _("each recent request that would have needed this home")
    SILENCE = "silence", _("a host who may not reply")
    HOST_LOAD = "host_load", _("each extra request to the same host")
    MOVE = "move", _("each extra move")
    WISH = "wish", _("each wish met (deducted)")


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
