"""One request as its coordinator sees it: a card without a name, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from commons.accounts.permissions import Visitor
from emergency.enums import REQUEST_TRANSITIONS, Noun, RequestState
from emergency.models import Event, HousingRequest
from emergency.queries.desk import history_of, like_it, needs_of


@dataclass(frozen=True, slots=True)
class RequestPage:
    request: HousingRequest
    needs: list[str]
    alike: list[HousingRequest]
    history: list[Event]
    steps: frozenset[str]
    is_mine: bool

    @property
    def can_take(self) -> bool:
        return self.request.is_open and not self.is_mine

    @property
    def can_ask(self) -> bool:
        return RequestState.NEEDS_INFO in self.steps

    @property
    def can_go_on(self) -> bool:
        return RequestState.VERIFYING in self.steps and self.request.state != RequestState.SUBMITTED

    @property
    def can_refuse(self) -> bool:
        return RequestState.INELIGIBLE in self.steps

    @property
    def can_refer(self) -> bool:
        return RequestState.REFERRED in self.steps

    @property
    def can_leave_unmet(self) -> bool:
        return RequestState.UNMET in self.steps

    @property
    def can_withdraw(self) -> bool:
        return RequestState.WITHDRAWN in self.steps


def request_page(request: HousingRequest, viewer: Visitor) -> RequestPage:
    return RequestPage(
        request=request,
        needs=needs_of(request),
        alike=like_it(request),
        history=history_of(Noun.REQUEST, request.pk),
        steps=REQUEST_TRANSITIONS.get(RequestState(request.state), frozenset()),
        is_mine=request.owner_id == viewer.pk,
    )
