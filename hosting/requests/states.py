"""States of requests, proposals and sets. A state without a row in its table is final."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class RequestState(models.TextChoices):
    SENT = "sent", _("Sent")
    TENTATIVE = "tentative", _("Under consideration")
    HELD = "held", _("On hold")  # a yes that counts once the others of its set have said theirs
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RELEASED = "let_go", _("Released")  # its set did not come together
    CANCELLED = "cancelled", pgettext_lazy("agreement", "Cancelled")
    COMPLETED = "completed", _("Completed")
    NO_SHOW = "no_show", _("No-show")


_ANSWERS = frozenset(
    {
        RequestState.AGREED,
        RequestState.DECLINED,
        RequestState.WITHDRAWN,
        RequestState.EXPIRED,
        RequestState.RELEASED,
    }
)

OPEN_STATES: Final = frozenset({RequestState.SENT, RequestState.TENTATIVE, RequestState.HELD})
PENDING_STATES: Final = OPEN_STATES | {RequestState.AGREED}
CLOSED_STATES: Final = frozenset(RequestState) - PENDING_STATES

REQUEST_TRANSITIONS: Transitions = {
    RequestState.SENT: _ANSWERS | {RequestState.TENTATIVE, RequestState.HELD},
    RequestState.TENTATIVE: _ANSWERS | {RequestState.HELD},
    RequestState.HELD: _ANSWERS - {RequestState.EXPIRED},
    RequestState.AGREED: frozenset(
        {RequestState.CANCELLED, RequestState.COMPLETED, RequestState.NO_SHOW}
    ),
}


class ProposalState(models.TextChoices):
    OPEN = "open", _("Open")
    HELD = "held", _("On hold")  # both said yes; others of the set have not
    AGREED = "agreed", _("Agreed")
    REPLACED = "replaced", _("Replaced")
    LAPSED = "lapsed", _("Lapsed")  # the request ended without it


PROPOSAL_TRANSITIONS: Transitions = {
    ProposalState.OPEN: frozenset(
        {
            ProposalState.HELD,
            ProposalState.AGREED,
            ProposalState.REPLACED,
            ProposalState.LAPSED,
        }
    ),
    ProposalState.HELD: frozenset({ProposalState.AGREED, ProposalState.LAPSED}),
}


class SetState(models.TextChoices):
    """Requests that hold only together."""

    OPEN = "open", _("Open")
    AGREED = "agreed", _("Agreed")
    RELEASED = "let_go", _("Released")


SET_TRANSITIONS: Transitions = {
    SetState.OPEN: frozenset({SetState.AGREED, SetState.RELEASED}),
}


class GroupKind(models.TextChoices):
    """What kind of group asks: seen by the host, forgotten with the request."""

    FAMILY = "family", pgettext_lazy("group", "Family")
    FRIENDS = "friends", pgettext_lazy("group", "Friends")
    CLASS = "class", _("School class")
    WORKS_COUNCIL = "works_council", _("Works council")
    ASSOCIATION = "association", pgettext_lazy("group", "Association")
    OTHER = "other", pgettext_lazy("group", "Other")  # in the words of who asks


class ReasonOfStay(models.TextChoices):
    """Why somebody comes: optional, seen by the host only, forgotten with the request."""

    HOLIDAY = "holiday", _("Holiday")
    WORK = "work", _("Work")
    TRAINING = "training", _("Training")
    HEALTH = "health", _("Medical care")
    FAMILY = "family", _("Family")
    RESIDENCY = "residency", _("Creative residency")
    SEASONAL_JOB = "seasonal_job", _("Seasonal job")
    TRANSIT = "transit", _("Passing through")
    SHELTER = "shelter", _("In need of shelter")
    OTHER = "other", _("Something else")
