"""One request as its coordinator sees it: a card without a name, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from commons.accounts.permissions import Visitor
from emergency.enums import LOOKING, REQUEST_TRANSITIONS, Noun, RequestState
from emergency.models import Alert, Event, HousingRequest, Proposal, RosterEntry, Verification
from emergency.queries.desk import history_of, like_it, needs_of
from emergency.queries.homes import Home, homes_for
from emergency.queries.patterns import signs_about
from emergency.queries.stays import Stay, asks_on_desk, stay_on_desk

TO_PROVE: Final = frozenset(
    {RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO}
)


@dataclass(frozen=True, slots=True)
class RequestPage:
    request: HousingRequest
    needs: list[str]
    alike: list[HousingRequest]
    history: list[Event]
    steps: frozenset[str]
    is_mine: bool
    verifications: list[Verification]
    is_on_roster: bool
    asks: list[Proposal]
    stay: Stay | None
    alerts: list[Alert]
    fitting: list[Home]
    nearly: list[Home]
    signs: list[str]

    @property
    def can_take(self) -> bool:
        return self.request.is_open and not self.is_mine

    @property
    def take_first(self) -> bool:
        """The one filled button of the page, unless a home can be asked or somebody has arrived."""
        arrives = self.stay is not None and any(not deed.kind for deed in self.stay.deeds)
        return not arrives and not (self.can_ask_host and self.fitting)

    @property
    def is_looking(self) -> bool:
        return self.request.state in LOOKING

    @property
    def can_verify(self) -> bool:
        return self.request.state in TO_PROVE

    @property
    def can_ask_host(self) -> bool:
        return self.is_looking

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
    fitting, nearly = homes_for(request) if request.state in LOOKING else ([], [])
    return RequestPage(
        request=request,
        needs=needs_of(request),
        alike=like_it(request),
        history=history_of(Noun.REQUEST, request.pk),
        steps=REQUEST_TRANSITIONS.get(RequestState(request.state), frozenset()),
        is_mine=request.owner_id == viewer.pk,
        verifications=list(request.verifications.all()),
        is_on_roster=on_roster(request),
        asks=asks_on_desk(request),
        stay=stay_on_desk(request),
        alerts=list(request.alerts.unseen()),
        fitting=fitting,
        nearly=nearly,
        signs=signs_about(request),
    )


def on_roster(request: HousingRequest) -> bool:
    """Their telephone or address stands in an employer's list of this emergency."""
    digests = {request.phone_digest, request.email_digest} - {""}
    entries = RosterEntry.objects.filter(digest__in=digests)
    return entries.filter(upload__activation=request.activation_id).exists()
