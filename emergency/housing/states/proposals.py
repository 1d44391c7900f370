"""Where an ask and a placement stand."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Suggested match")
    ASKED = "asked", _("The host has been asked")
    OFFERED = "offered", _("The host said yes, waiting for the guest")
    ACCEPTED = "accepted", _("The host and the guest said yes")
    HOST_NO = "host_no", _("The host said no")
    REQUESTER_NO = "requester_no", _("The guest said no")
    EXPIRED = "expired", _("No answer in time")
    CANCELLED = "cancelled", pgettext_lazy("request to a host", "Cancelled")


PROPOSAL_TRANSITIONS: Transitions = {
    ProposalState.DRAFT: frozenset({ProposalState.ASKED, ProposalState.CANCELLED}),
    ProposalState.ASKED: frozenset(
        {
            ProposalState.OFFERED,
            ProposalState.HOST_NO,
            ProposalState.EXPIRED,
            ProposalState.CANCELLED,
        }
    ),
    ProposalState.OFFERED: frozenset(
        {
            ProposalState.ACCEPTED,
            ProposalState.REQUESTER_NO,
            ProposalState.EXPIRED,
            ProposalState.CANCELLED,
        }
    ),
    ProposalState.EXPIRED: frozenset({ProposalState.OFFERED}),  # a late yes, while they look
}
OPEN_ASKS: Final = frozenset({ProposalState.ASKED, ProposalState.OFFERED})
HOST_ACCEPTED: Final = frozenset({ProposalState.OFFERED, ProposalState.ACCEPTED})
SLOTS: Final = (1, 2)  # the asks of one request that may stand open at once


class Refusal(models.TextChoices):
    """Why a no: coded, so that it can be watched. Nobody has to say more."""

    DATES = "dates", _("The dates don’t work after all")
    PLACE = "place", _("The home isn’t suitable or isn’t ready")
    OTHER_ROOF = "other_roof", _("Another solution was found")
    NO_REASON = "no_reason", _("I’d rather not say")
    UNSAFE = "unsafe", _("I don’t feel safe")


class PlacementState(models.TextChoices):
    CONFIRMED = "confirmed", _("Stay agreed, not begun yet")
    CHECKED_IN = "checked_in", _("Staying in the home")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled before arrival")
    NO_SHOW = "no_show", _("Didn’t arrive")
    BROKEN_DOWN = "broken_down", _("Ended early")


PLACEMENT_TRANSITIONS: Transitions = {
    PlacementState.CONFIRMED: frozenset(
        {PlacementState.CHECKED_IN, PlacementState.CANCELLED, PlacementState.NO_SHOW}
    ),
    PlacementState.CHECKED_IN: frozenset({PlacementState.ENDED, PlacementState.BROKEN_DOWN}),
}
LIVE_PLACEMENTS: Final = frozenset({PlacementState.CONFIRMED, PlacementState.CHECKED_IN})
