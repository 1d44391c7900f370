"""The page of drafts as it lies on the desk: weighed from time to time, read by all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from commons.accounts.models import User
from emergency.activations.models.activations import Activation
from emergency.housing.actions.drafts import request_matching_run
from emergency.housing.models.drafts import Draft
from emergency.housing.models.requests import HousingRequest
from emergency.housing.tasks import weigh_queue
from emergency.simulation.event_loop import EventLoop

GOOD_FOR: Final = timedelta(hours=2)  # for those who were left out: new homes may have come
GOOD_FOR_LATER: Final = timedelta(hours=12)  # once few wait, and most of them in vain
BUSY: Final = timedelta(days=5)


class DraftBoard:
    """A home for each, until it is old or somebody new waits."""

    def __init__(self, loop: EventLoop, activation: Activation) -> None:
        self.loop, self.activation = loop, activation
        self._homes: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._weighed: datetime | None = None
        self._began = loop.now

    def weigh(self, by: User) -> None:
        """Everybody who waits, together."""
        run = request_matching_run(activation=self.activation, by=by)
        weigh_queue(run_id=run.pk)
        drafts = Draft.objects.filter(run=run).whole()
        self._homes = {one.request.reference: one.offer.public_id for one in drafts if one.offer}
        self._left_out = {one.request.reference for one in drafts if one.offer is None}
        self._weighed = self.loop.now

    def is_old(self, request: HousingRequest) -> bool:
        """A request that isn't on it yet is a reason to weigh anew, but not every minute."""
        if self._weighed is None:
            return True
        if request.reference in self._homes:
            return False
        age = self.loop.now - self._weighed
        if request.reference not in self._left_out:
            return age > timedelta(minutes=2)
        young = self.loop.now - self._began < BUSY
        return age > (GOOD_FOR if young else GOOD_FOR_LATER)

    def home_of(self, request: HousingRequest) -> str | None:
        """Each draft is asked for once."""
        return self._homes.pop(request.reference, None)

    def was_left_out(self, request: HousingRequest) -> bool:
        return request.reference in self._left_out
