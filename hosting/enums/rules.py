"""What a community can decide for itself: the kinds of its rules."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleKind(models.TextChoices):
    """A closed list: each of them but the last is kept by the system itself."""

    MOST_NIGHTS = "most_nights", _("Nights at most")
    LEAST_NOTICE = "least_notice", _("Days ahead at least")
    LARGEST_PARTY = "largest_party", _("People at most")
    CHILDREN_PER_ADULT = "children_per_adult", _("Children for each adult at most")
    STAYS_PER_HOST = "stays_per_host", _("Homes of one host at most")
    HIGHEST_NIGHT = "highest_night", _("Euros a night at most")
    OPEN_RATE = "open_rate", _("A rate for those with little money")
    MEETING_FIRST = "meeting_first", _("Nobody publishes before a meeting")
    SOFT = "soft", _("In your own words, kept by people")

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
