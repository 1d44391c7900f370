"""Where an ask and a placement stand."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Drafted by the matching")
    ASKED = "asked", _("The host is asked")
    OFFERED = "offered", _("The host said yes, the requester is asked")
    ACCEPTED = "accepted", _("Both said yes")
    HOST_NO = "host_no", _("The host said no")
    REQUESTER_NO = "requester_no", _("The requester said no")
    EXPIRED = "expired", _("No answer in time")
    CANCELLED = "cancelled", _("Taken back")


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

    DATES = "dates", _("The dates don’t suit after all")
    PLACE = "place", _("The place doesn’t suit, or isn’t ready")
    OTHER_ROOF = "other_roof", _("Another solution was found")
    NO_REASON = "no_reason", _("I’d rather not say")
    UNSAFE = "unsafe", _("I don’t feel safe with it")


class PlacementState(models.TextChoices):
    CONFIRMED = "confirmed", _("Agreed, not there yet")
    CHECKED_IN = "checked_in", _("Lives there")
    ENDED = "ended", _("Over")
    CANCELLED = "cancelled", _("Called off before")
    NO_SHOW = "no_show", _("Never came")
    BROKEN_DOWN = "broken_down", _("Broken off")


PLACEMENT_TRANSITIONS: Transitions = {
    PlacementState.CONFIRMED: frozenset(
        {PlacementState.CHECKED_IN, PlacementState.CANCELLED, PlacementState.NO_SHOW}
    ),
    PlacementState.CHECKED_IN: frozenset({PlacementState.ENDED, PlacementState.BROKEN_DOWN}),
}
LIVE_PLACEMENTS: Final = frozenset({PlacementState.CONFIRMED, PlacementState.CHECKED_IN})
