"""States of communities and memberships. A state without a row in its table is final."""

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
