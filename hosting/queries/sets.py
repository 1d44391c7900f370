"""A set of requests as its guest and its hosts read it. A host learns how many, never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commons.accounts.models import User
from core.clocks import Clock, clock_between
from hosting.enums import RequestState
from hosting.models import Request, RequestSet

YES = frozenset({RequestState.HELD, RequestState.AGREED, RequestState.COMPLETED})


@dataclass(frozen=True, slots=True)
class Together:
    """`others` are the other requests of the set, for the guest alone."""

    state: str
    closes_at: datetime
    clock: Clock
    count: int
    yes: int
    others: list[Request]

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def together_of(request: Request, *, reader: User) -> Together | None:
    """One read, and none where a request stands alone."""
    together: RequestSet | None = request.request_set
    if together is None:
        return None
    requests = list(together.requests.select_related("offer", "host").order_by("pk"))
    is_guest = reader.pk == together.guest_id
    return Together(
        state=together.state,
        closes_at=together.closes_at,
        clock=clock_between(together.made_at, together.closes_at),
        count=len(requests),
        yes=sum(one.state in YES for one in requests),
        others=[one for one in requests if one.pk != request.pk] if is_guest else [],
    )
