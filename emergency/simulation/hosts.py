"""People who lend a home: whom a call reaches, who answers an ask, who confirms again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from emergency.housing.actions.reveals import reveal_guest
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import Refusal
from emergency.intake.choices import IntakeType
from emergency.intake.periodic import process_waiting_submissions
from emergency.matching.market import Supply
from emergency.simulation import site_actions
from emergency.simulation.event_loop import AT_ONCE, EventLoop
from emergency.simulation.fixtures import Fixtures
from emergency.simulation.form_data import lent_from, offer_words
from emergency.simulation.replay import ACCEPTS, GONE, MIDDLE_ANSWER, SILENT, Temper

UNSAFE: Final = 0.02
OVERLOOKS: Final = 0.08  # of those who answered a call: the letter with the ask isn't read
CONFIRMS: Final = 0.9
WITHIN: Final = 24  # hours in which homes are lent


class Hosts:
    """Each known by the submission of their home."""

    offered: Callable[[Proposal], None]  # what a yes sets going

    def __init__(self, loop: EventLoop, fixtures: Fixtures) -> None:
        self.loop, self.fixtures = loop, fixtures
        self.tempers: dict[int, Temper] = {}
        self._nudged: set[tuple[int, Any]] = set()

    def come(self, supplies: Iterable[Supply]) -> None:
        """By the public form, within a day."""
        for number, supply in enumerate(supplies):
            wait = timedelta(hours=self.loop.chance.uniform(0, WITHIN))
            self.loop.after(wait, partial(self._lend, number, supply))

    def temper_of(self, offer: HousingOffer) -> Temper:
        return self.tempers[offer.submission_id]

    def hear_ask(self, proposal: Proposal) -> None:
        """They read it when they are awake, or they don't."""
        if not self.loop.happens(OVERLOOKS):
            moment = self.loop.by_day(MIDDLE_ANSWER)
            self.loop.at(moment, partial(self._answer, proposal.pk))

    def hear_of_parking(self) -> None:
        """Whoever is silent gets a letter, then another: one press keeps the home or revives it."""
        parked = HousingOffer.objects.filter(state=OfferState.PARKED)
        reminded = HousingOffer.objects.live().filter(reminded_at__isnull=False)
        asked = [
            *parked.values_list("pk", "state_since"),
            *reminded.values_list("pk", "reminded_at"),
        ]
        for offer, since in asked:
            if (offer, since) not in self._nudged:
                self._nudged.add((offer, since))
                if self.loop.happens(CONFIRMS):
                    moment = self.loop.by_day(MIDDLE_ANSWER)
                    self.loop.at(moment, partial(site_actions.host_confirms, offer))

    def hear_of_placement(self, placement: Placement) -> None:
        """They look who comes, and say how to get in."""
        host = site_actions.host_of(placement.offer)
        read = partial(reveal_guest, placement=placement, by=host)
        self.loop.after(timedelta(minutes=20), partial(site_actions.host_describes, placement))
        self.loop.after(timedelta(minutes=30), read)

    def _lend(self, number: int, supply: Supply) -> None:
        loop = self.loop
        words = offer_words(supply, number, fixtures=self.fixtures, chance=loop.chance)
        words |= lent_from(loop.local.date(), supply)
        shares = (1 - SILENT - GONE, SILENT, GONE)
        submission = site_actions.send(self.fixtures, IntakeType.OFFER, words, loop.new_key())
        self.tempers[submission.pk] = loop.chance.choices(list(Temper), shares)[0]
        loop.after(AT_ONCE, process_waiting_submissions)

    def _answer(self, pk: int) -> None:
        """A late yes counts while the person looks; else it says that the home is there again."""
        proposal = site_actions.proposal_of(pk)
        if self.loop.happens(ACCEPTS) and (agreed := site_actions.host_agrees(proposal)):
            self.offered(agreed)
        elif site_actions.waits_for_host(proposal):
            unsafe = self.loop.happens(UNSAFE)
            site_actions.host_declines(proposal, Refusal.UNSAFE if unsafe else Refusal.DATES)
        else:
            site_actions.host_confirms(proposal.offer_id)
