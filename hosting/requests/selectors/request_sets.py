"""A set of requests as its guest and its hosts read it. A host learns how many, never who."""

from __future__ import annotations

from dataclasses import dataclass

from commons.accounts.models import User
from core.values.countdown import Countdown, countdown_between
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState

ACCEPTED_STATES = frozenset({RequestState.HELD, RequestState.AGREED, RequestState.COMPLETED})


@dataclass(frozen=True, slots=True)
class RequestSetStatus:
    """`others` are the other requests of the set, for the guest alone."""

    state: str
    clock: Countdown
    count: int
    yes: int
    others: list[Request]

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def request_set_status(request: Request, *, reader: User) -> RequestSetStatus | None:
    """One read, and none where a request stands alone."""
    request_set: RequestSet | None = request.request_set
    if request_set is None:
        return None
    requests = list(request_set.requests.select_related("offer", "host").order_by("pk"))
    is_guest = reader.pk == request_set.guest_id
    return RequestSetStatus(
        state=request_set.state,
        clock=countdown_between(request_set.made_at, request_set.closes_at),
        count=len(requests),
        yes=sum(one.state in ACCEPTED_STATES for one in requests),
        others=[one for one in requests if one.pk != request.pk] if is_guest else [],
    )
