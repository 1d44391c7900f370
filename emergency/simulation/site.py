"""The site as a desk: requests and homes are rows, and whatever happens to them is a real action.

Somebody is always there who asks, at once, for the first home on the page of a request. What people
on duty take in minutes and hours is what a simulation measures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import uuid4

from django.db.models import Min, Q, QuerySet

from core.permissions import SYSTEM
from emergency.activations.actions.activations import change_rules
from emergency.activations.models.activations import Activation
from emergency.housing import periodic
from emergency.housing.actions.offers import withdraw_offer
from emergency.housing.actions.proposals import is_urgent_request
from emergency.housing.models.offers import REMINDED_BEFORE, HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.presenters.homes import fitting_homes
from emergency.housing.selectors.market import demand_of, supplies_of, terms_of
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import ProposalState
from emergency.housing.states.requests import LOOKING
from emergency.intake.actions.submissions import process_submission
from emergency.intake.choices import IntakeType
from emergency.matching.constraints import broken_by
from emergency.matching.market import Demand
from emergency.simulation import site_actions
from emergency.simulation.clock import ManualClock
from emergency.simulation.desks import Ask, DeskEvents, Reply
from emergency.simulation.form_data import request_words
from emergency.simulation.policies import Hours
from emergency.simulation.scenario import Scenario
from emergency.simulation.seeds import TERMS

EXPIRES_EVERY, PARKS_EVERY = timedelta(minutes=1), timedelta(minutes=10)  # the site's own clock
LOST: Final = (
    ProposalState.HOST_NO,
    ProposalState.REQUESTER_NO,
    ProposalState.EXPIRED,
    ProposalState.CANCELLED,
)


class SiteDesk:
    """A desk over the rows of a pool, with its clock held."""

    def __init__(self, scenario: Scenario, clock: ManualClock, hours: Hours) -> None:
        """`hours` are those in which hosts may be asked."""
        self.scenario, self.clock, self.hours = scenario, clock, hours
        self.by = scenario.fixtures.coordinators[0]
        self.chance = Random("words")  # noqa: S311  made-up data, no secret
        self._demands: dict[int, str] = {}  # of each row its reference in the seed
        self._supplies = {row: reference for reference, row in scenario.homes.items()}
        self._hungry: set[int] = set()  # could be asked for, were there a home
        self._asleep: set[int] = set()  # wait for the morning
        self._events: defaultdict[str, list[Any]] = defaultdict(list)
        quiet = {"quiet_from": time(hours.closes % 24), "quiet_until": time(hours.opens)}
        change_rules(activation=self.activation, words=quiet, by=scenario.fixtures.ruler)

    @property
    def activation(self) -> Activation:
        return Activation.objects.get(pk=self.scenario.fixtures.activation.pk)

    def confirm(self, supply: str, now: datetime) -> None:
        self.clock.turn_to(now)
        self._confirm(self.scenario.homes[supply])

    def withdraw(self, supply: str, now: datetime) -> None:
        self.clock.turn_to(now)
        offers = HousingOffer.objects.select_related("submission", "activation")
        offer = offers.get(pk=self.scenario.homes[supply])
        if not offer.is_over:
            withdraw_offer(offer=offer, by=site_actions.host_of(offer))
            self._go_on()

    def submit(self, demand: Demand, now: datetime) -> None:
        """By the public form, processed, taken on and verified by the employer's list."""
        self.clock.turn_to(now)
        fixtures, number = self.scenario.fixtures, len(self._demands)
        words = request_words(demand, number, fixtures=fixtures, chance=self.chance)
        submission = site_actions.send(fixtures, IntakeType.REQUEST, words, uuid4())
        process_submission(submission=submission, by=SYSTEM)
        request = site_actions.verify(HousingRequest.objects.get(submission=submission), self.by)
        self._demands[request.pk] = demand.reference
        self._ask_for(request.pk)

    def reply(self, ask: Ask, reply: Reply, now: datetime) -> None:
        if reply == Reply.GONE:
            self.withdraw(ask.supply, now)
            return
        self.clock.turn_to(now)
        proposal = site_actions.proposal_of(ask.number)
        in_time = site_actions.waits_for_host(proposal)
        if reply == Reply.YES and site_actions.host_agrees(proposal):
            self._events["offered"].append(ask)
            self._add_cancelled(proposal)
            self._go_on()
            self._feed([] if in_time else [proposal.offer_id])  # it was parked
        elif in_time and reply == Reply.NO:
            site_actions.host_declines(proposal)
            self._go_on()
        else:
            self._confirm(proposal.offer_id)

    def decide(self, ask: Ask, *, agrees: bool, now: datetime) -> None:
        self.clock.turn_to(now)
        proposal = site_actions.proposal_of(ask.number)
        if proposal.state != ProposalState.OFFERED:
            return
        if not agrees:
            site_actions.guest_declines(proposal)
        elif site_actions.guest_agrees(proposal):
            self._events["accepted"].append(ask)
            self._add_cancelled(proposal)
        self._go_on()

    def tick(self, now: datetime) -> None:
        self.clock.turn_to(now)
        periodic.expire_silent_proposals()
        periodic.park_silent_offers()
        periodic.remind_hosts()
        self._events["nudged"] += [self._supplies[pk] for pk in self._written_to()]
        self._go_on()
        awake, self._asleep = self._asleep, set()
        for pk in sorted(awake):
            self._ask_for(pk)

    def due(self) -> datetime | None:
        """When the clock of the site does something again."""
        asks = Proposal.objects.open().aggregate(first=Min("expires_at"))["first"]
        moments = [_on_the(EXPIRES_EVERY, asks)] if asks else []
        moments += [_on_the(PARKS_EVERY, moment) for moment in self._goes_stale()]
        moments += [self.hours.next_open(self.clock.moment)] if self._asleep else []
        return min(moments, default=None)

    def pop_events(self) -> DeskEvents:
        events, self._events = self._events, defaultdict(list)
        return DeskEvents(**{what: tuple(some) for what, some in events.items()})

    def _add_cancelled(self, proposal: Proposal) -> None:
        """Hosts who were asked for nothing: another one's yes was there."""
        others = self._lost().filter(request=proposal.request)
        self._events["cancelled"] += [self._ask_of(other) for other in others]

    def _ask_for(self, pk: int) -> None:
        """As many hosts as the site lets ask at once; at night only for somebody of tonight."""
        while self._may_ask(request := self._request(pk)):
            if self._is_too_late_for(request):
                self._asleep.add(pk)
                return
            homes = fitting_homes(request)
            asks = (site_actions.ask(request, home.public_id, self.by) for home in homes)
            proposal = next((one for one in asks if one is not None), None)
            if proposal is None:
                self._hungry.add(pk)
                return
            self._events["sent"].append(self._ask_of(proposal))
        self._hungry.discard(pk)

    def _goes_stale(self) -> list[datetime]:
        """When the first home does, and when the first host is asked before it does."""
        live, unreminded_offers = HousingOffer.objects.live(), HousingOffer.objects.unreminded()
        stale = live.aggregate(first=Min("fresh_until"))["first"]
        soon = unreminded_offers.aggregate(first=Min("fresh_until"))["first"]
        return [*([stale] if stale else []), *([soon - REMINDED_BEFORE] if soon else [])]

    def _written_to(self) -> QuerySet[HousingOffer, int]:
        """Homes whose hosts were asked by letter at this moment whether they are still lent."""
        now = self.clock.moment
        parked = Q(state=OfferState.PARKED, state_since=now)
        offers = HousingOffer.objects.filter(parked | Q(reminded_at=now))
        return offers.values_list("pk", flat=True)

    def _may_ask(self, request: HousingRequest) -> bool:
        if request.state not in LOOKING:
            return False
        states = list(request.proposals.open().values_list("state", flat=True))
        most = 2 if is_urgent_request(request) else 1
        return ProposalState.OFFERED not in states and len(states) < most

    def _is_too_late_for(self, request: HousingRequest) -> bool:
        tonight = request.check_in <= request.activation.today()
        return not tonight and request.activation.is_quiet(self.clock.moment)

    def _confirm(self, pk: int) -> None:
        was_there = HousingOffer.objects.live().filter(pk=pk).exists()
        site_actions.host_confirms(pk)
        if not was_there:
            self._feed([pk])

    def _go_on(self) -> None:
        """Whoever lost an ask at this moment asks elsewhere; its home is there for others."""
        rows = list(self._lost().values_list("request", "offer"))
        for request in dict.fromkeys(request for request, _offer in rows):
            self._ask_for(request)
        self._feed(offer for _request, offer in rows)

    def _lost(self) -> QuerySet[Proposal]:
        return Proposal.objects.filter(state__in=LOST, state_since=self.clock.moment)

    def _feed(self, homes: Iterable[int]) -> None:
        """A home came free: whoever went without and could live there asks."""
        offers = HousingOffer.objects.fresh().filter(pk__in=list(homes))
        if not self._hungry or not offers:
            return
        activation = self.activation
        supplies = supplies_of(activation, list(offers.select_related("submission")))
        terms = terms_of(activation)
        for request in self._requests().filter(pk__in=self._hungry).by_clock():
            demand = demand_of(request, blocked=())
            if any(not broken_by(demand, supply, terms) for supply in supplies):
                self._ask_for(request.pk)

    def _request(self, pk: int) -> HousingRequest:
        return self._requests().get(pk=pk)

    def _requests(self) -> HousingRequestQuerySet:
        return HousingRequest.objects.select_related("submission", "activation", "hospital")

    def _ask_of(self, proposal: Proposal) -> Ask:
        assert proposal.asked_at is not None  # noqa: S101  it was sent
        assert proposal.expires_at is not None  # noqa: S101
        return Ask(
            number=proposal.pk,
            demand=self._demands[proposal.request_id],
            supply=self._supplies[proposal.offer_id],
            sent=proposal.asked_at,
            expires=proposal.expires_at,
        )


def _on_the(step: timedelta, moment: datetime) -> datetime:
    """The next round of a job that runs so often."""
    return TERMS.now - (TERMS.now - moment) // step * step
