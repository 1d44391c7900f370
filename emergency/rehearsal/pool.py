"""The homes of a town, as rows: lent and checked some days ago, and their hosts silent since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from commons.accounts.permissions import SYSTEM
from emergency import periodic
from emergency.actions.intake import take_in
from emergency.enums import Door
from emergency.matching.market import Supply
from emergency.models import HousingOffer
from emergency.rehearsal.clock import HeldClock
from emergency.rehearsal.deeds import check, send
from emergency.rehearsal.ground import Ground, give_roster, lay_ground, rounded
from emergency.rehearsal.replay import CAMPAIGN, Town
from emergency.rehearsal.seeds import TERMS
from emergency.rehearsal.words import offer_words

GOES_STALE: Final = timedelta(hours=73)
LENT_ON: Final = TERMS.now - CAMPAIGN - GOES_STALE
RULES: Final = {
    "timezone": "UTC",  # of the replay
    "review_on": TERMS.now.date() + timedelta(days=20),
    "hard_end": TERMS.now.date() + timedelta(days=200),
}


@dataclass(frozen=True, slots=True)
class Pool:
    """An emergency that is open, and the row of each home by its reference in the seed."""

    ground: Ground
    homes: dict[str, int]


def stand_up(town: Town, clock: HeldClock) -> Pool:
    """Through the doors. It ends when the clock of the site asks all hosts to confirm again."""
    chance = Random(f"words {town.seed}")  # noqa: S311  made-up data, no secret
    market = town.market
    works = (one.work for one in market.demands)
    places = (rounded(one.point) for one in market.supplies)
    ground = lay_ground(works, places, coordinators=2, callers=0, rules=RULES)
    give_roster(ground, range(len(town.arrivals)))
    homes = {
        supply.reference: _lend(supply, number, ground, chance)
        for number, supply in enumerate(market.supplies)
    }
    clock.turn_to(TERMS.now - CAMPAIGN)
    periodic.park_silent_offers()
    return Pool(ground, homes)


def _lend(supply: Supply, number: int, ground: Ground, chance: Random) -> int:
    words = offer_words(supply, number, ground=ground, chance=chance)
    slip = send(ground, Door.LEND, words, UUID(int=chance.getrandbits(128)))
    take_in(submission=slip, by=SYSTEM)
    offer = HousingOffer.objects.select_related("submission", "activation").get(submission=slip)
    return check(offer, ground.coordinators[0]).pk
