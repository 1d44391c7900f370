"""People who lend a home: whom a call reaches, who answers an ask, who confirms again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from emergency import periodic
from emergency.actions.reveals import reveal_guest
from emergency.enums import Door, OfferState, Refusal
from emergency.matching.market import Supply
from emergency.models import HousingOffer, Placement, Proposal
from emergency.rehearsal import deeds
from emergency.rehearsal.ground import Ground
from emergency.rehearsal.replay import ACCEPTS, GONE, MIDDLE_ANSWER, SILENT, Temper
from emergency.rehearsal.stage import AT_ONCE, Stage
from emergency.rehearsal.words import lent_from, offer_words

UNSAFE: Final = 0.02
OVERLOOKS: Final = 0.08  # of those who answered a call: the letter with the ask isn't read
CONFIRMS: Final = 0.9
WITHIN: Final = 24  # hours in which homes are lent


class Hosts:
    """Each known by the submission of their home."""

    offered: Callable[[Proposal], None]  # what a yes sets going

    def __init__(self, stage: Stage, ground: Ground) -> None:
        self.stage, self.ground = stage, ground
        self.tempers: dict[int, Temper] = {}
        self._nudged: set[tuple[int, Any]] = set()

    def come(self, supplies: Iterable[Supply]) -> None:
        """Through the door, within a day."""
        for number, supply in enumerate(supplies):
            wait = timedelta(hours=self.stage.chance.uniform(0, WITHIN))
            self.stage.after(wait, partial(self._lend, number, supply))

    def temper_of(self, offer: HousingOffer) -> Temper:
        return self.tempers[offer.submission_id]

    def hear_ask(self, proposal: Proposal) -> None:
        """They read it when they are awake, or they don't."""
        if not self.stage.happens(OVERLOOKS):
            moment = self.stage.by_day(MIDDLE_ANSWER)
            self.stage.at(moment, partial(self._answer, proposal.pk))

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
                if self.stage.happens(CONFIRMS):
                    moment = self.stage.by_day(MIDDLE_ANSWER)
                    self.stage.at(moment, partial(deeds.host_confirms, offer))

    def hear_of_placement(self, placement: Placement) -> None:
        """They look who comes."""
        host = deeds.host_of(placement.offer)
        read = partial(reveal_guest, placement=placement, by=host)
        self.stage.after(timedelta(minutes=30), read)

    def _lend(self, number: int, supply: Supply) -> None:
        stage = self.stage
        words = offer_words(supply, number, ground=self.ground, chance=stage.chance)
        words |= lent_from(stage.local.date(), supply)
        shares = (1 - SILENT - GONE, SILENT, GONE)
        slip = deeds.send(self.ground, Door.LEND, words, stage.new_key())
        self.tempers[slip.pk] = stage.chance.choices(list(Temper), shares)[0]
        stage.after(AT_ONCE, periodic.take_in_waiting)

    def _answer(self, pk: int) -> None:
        """A late yes counts while the person looks; else it says that the home is there again."""
        proposal = deeds.proposal_of(pk)
        if self.stage.happens(ACCEPTS) and (agreed := deeds.host_agrees(proposal)):
            self.offered(agreed)
        elif deeds.waits_for_host(proposal):
            unsafe = self.stage.happens(UNSAFE)
            deeds.host_declines(proposal, Refusal.UNSAFE if unsafe else Refusal.DATES)
        else:
            deeds.host_confirms(proposal.offer_id)
