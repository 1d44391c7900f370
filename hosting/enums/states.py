"""States, and the tables of steps between them. A state without a row is final."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class CommunityState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACCOMPANIED = "accompanied", _("Accompanied")  # a neighbour community helps it to start
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")


COMMUNITY_TRANSITIONS: Transitions = {
    CommunityState.DRAFT: frozenset({CommunityState.ACCOMPANIED, CommunityState.ACTIVE}),
    CommunityState.ACCOMPANIED: frozenset({CommunityState.ACTIVE, CommunityState.PAUSED}),
    CommunityState.ACTIVE: frozenset({CommunityState.PAUSED}),
    CommunityState.PAUSED: frozenset({CommunityState.ACTIVE}),
}


class FoundingState(models.TextChoices):
    """A request to open a community."""

    ASKED = "asked", _("Asked")
    OPENED = "opened", _("In preparation")  # until its community is public
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


FOUNDING_TRANSITIONS: Transitions = {
    FoundingState.ASKED: frozenset(
        {FoundingState.OPENED, FoundingState.DECLINED, FoundingState.WITHDRAWN}
    ),
}


class MembershipState(models.TextChoices):
    CANDIDATE = "candidate", _("Candidate")
    COOPTED = "coopted", _("Co-opted")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Left")


MEMBERSHIP_TRANSITIONS: Transitions = {
    MembershipState.CANDIDATE: frozenset({MembershipState.COOPTED, MembershipState.LEFT}),
    MembershipState.COOPTED: frozenset({MembershipState.ACTIVE, MembershipState.LEFT}),
    MembershipState.ACTIVE: frozenset({MembershipState.SUSPENDED, MembershipState.LEFT}),
    MembershipState.SUSPENDED: frozenset({MembershipState.ACTIVE, MembershipState.LEFT}),
    MembershipState.LEFT: frozenset({MembershipState.CANDIDATE}),
}


class OfferState(models.TextChoices):
    """The host's own switch. Whether it was read and published is Wagtail's `live`."""

    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OFFER_TRANSITIONS: Transitions = {
    OfferState.OPEN: frozenset({OfferState.PAUSED, OfferState.WITHDRAWN}),
    OfferState.PAUSED: frozenset({OfferState.OPEN, OfferState.WITHDRAWN}),
}


class SessionState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")


SESSION_TRANSITIONS: Transitions = {
    SessionState.SCHEDULED: frozenset({SessionState.CANCELLED}),
}


class DayState(models.TextChoices):
    """What a host says of a night. Whether it is taken, the holds know."""

    OPEN = "open", _("Open")
    ON_REQUEST = "on_request", _("On request")
    CLOSED = "closed", _("Closed")


class RequestState(models.TextChoices):
    SENT = "sent", _("Sent")
    TENTATIVE = "tentative", _("Tentative")
    HELD = "held", _("Held")  # a yes that counts once the others of its set have said theirs
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RELEASED = "let_go", _("Let go")  # its set did not come together
    CANCELLED = "cancelled", _("Cancelled")
    COMPLETED = "completed", _("Completed")
    NO_SHOW = "no_show", _("Did not come")


_ANSWERS = frozenset(
    {
        RequestState.AGREED,
        RequestState.DECLINED,
        RequestState.WITHDRAWN,
        RequestState.EXPIRED,
        RequestState.RELEASED,
    }
)

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
    HELD = "held", _("Held")  # both said yes; others of the set have not
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
    RELEASED = "let_go", _("Let go")


SET_TRANSITIONS: Transitions = {
    SetState.OPEN: frozenset({SetState.AGREED, SetState.RELEASED}),
}
