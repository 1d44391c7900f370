"""States of communities and memberships, and the kinds of their rules."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class CommunityState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACCOMPANIED = "accompanied", _("Mentored")  # a neighbour community helps it to start
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

    ASKED = "asked", _("Requested")
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
    COOPTED = "coopted", _("Vouched for")
    ACTIVE = "active", pgettext_lazy("membership", "Active")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Has left")


MEMBERSHIP_TRANSITIONS: Transitions = {
    MembershipState.CANDIDATE: frozenset({MembershipState.COOPTED, MembershipState.LEFT}),
    MembershipState.COOPTED: frozenset({MembershipState.ACTIVE, MembershipState.LEFT}),
    MembershipState.ACTIVE: frozenset({MembershipState.SUSPENDED, MembershipState.LEFT}),
    MembershipState.SUSPENDED: frozenset({MembershipState.ACTIVE, MembershipState.LEFT}),
    MembershipState.LEFT: frozenset({MembershipState.CANDIDATE}),
}


class RuleKind(models.TextChoices):
    """A closed list: each of them but the last is kept by the system itself."""

    MOST_NIGHTS = "most_nights", _("Maximum nights")
    LEAST_NOTICE = "least_notice", _("Minimum days’ notice")
    LARGEST_PARTY = "largest_party", _("Maximum group size")
    CHILDREN_PER_ADULT = "children_per_adult", _("Maximum children per adult")
    STAYS_PER_HOST = "stays_per_host", _("Maximum homes per host")
    HIGHEST_NIGHT = "highest_night", _("Maximum price per night, in euros")
    OPEN_RATE = "open_rate", _("A rate for tight budgets")
    MEETING_FIRST = "meeting_first", _("A meeting before publishing")
    SOFT = "soft", _("In your own words, not checked automatically")

    @property
    def is_hard(self) -> bool:
        """Whether the system refuses what breaks it."""
        return self != RuleKind.SOFT


RULE_RANGES: Final[dict[str, tuple[int, int]]] = {
    RuleKind.MOST_NIGHTS: (1, 365),
    RuleKind.LEAST_NOTICE: (1, 90),
    RuleKind.LARGEST_PARTY: (1, 200),
    RuleKind.CHILDREN_PER_ADULT: (1, 30),
    RuleKind.STAYS_PER_HOST: (1, 50),
    RuleKind.HIGHEST_NIGHT: (1, 1_000),
}
"""Kinds that need a number, and which."""

GUEST_RULES: Final = frozenset(
    {
        RuleKind.MOST_NIGHTS,
        RuleKind.LEAST_NOTICE,
        RuleKind.LARGEST_PARTY,
        RuleKind.CHILDREN_PER_ADULT,
        RuleKind.SOFT,
    }
)
"""What somebody who asks should know."""
