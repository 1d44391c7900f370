"""What was told in confidence, as those may read it who look after a community."""

from dataclasses import dataclass

from commons.accounts.models import User
from hosting.requests.models.concerns import Concern

MAX_SETTLED = 20  # of those that are settled, the latest


@dataclass(frozen=True, slots=True)
class ConcernList:
    """What waits for somebody, and what was done lately."""

    waiting: list[Concern]
    settled: list[Concern]


def concerns_for(person: User) -> ConcernList:
    """Two reads; safety first, then as they came."""
    rows = Concern.objects.readable_by(person).select_related(
        "by", "about", "request__offer__community", "settled_by"
    )
    return ConcernList(
        waiting=list(rows.open().order_by("-is_safety", "pk")),
        settled=list(rows.filter(settled_at__isnull=False).order_by("-settled_at")[:MAX_SETTLED]),
    )
