"""The homes of a town, as rows: lent and checked some days ago, and their hosts silent since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from core.permissions import SYSTEM
from emergency.housing import periodic
from emergency.housing.models.offers import HousingOffer
from emergency.intake.actions.submissions import process_submission
from emergency.intake.choices import IntakeType
from emergency.simulation.clock import ManualClock
from emergency.simulation.fixtures import Fixtures, create_fixtures, give_roster, rounded
from emergency.simulation.form_data import offer_words
from emergency.simulation.replay import CAMPAIGN, Town
from emergency.simulation.seeds import TERMS
from emergency.simulation.site_actions import check, send

GOES_STALE: Final = timedelta(hours=73)
LENT_ON: Final = TERMS.now - CAMPAIGN - GOES_STALE
RULES: Final = {
    "timezone": "UTC",  # of the replay
    "review_on": TERMS.now.date() + timedelta(days=20),
    "hard_end": TERMS.now.date() + timedelta(days=200),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """An emergency that is open, and the row of each home by its reference in the seed."""

    fixtures: Fixtures
    homes: dict[str, int]


def create_scenario(town: Town, clock: ManualClock) -> Scenario:
    """By the public forms. It ends when the clock of the site asks all hosts to confirm again."""
    chance = Random(f"words {town.seed}")  # noqa: S311  made-up data, no secret
    market = town.market
    works = (one.work for one in market.demands)
    places = (rounded(one.point) for one in market.supplies)
    fixtures = create_fixtures(works, places, coordinators=2, callers=0, rules=RULES)
    give_roster(fixtures, range(len(town.arrivals)))
    offers = HousingOffer.objects.select_related("submission", "activation")
    homes = {}
    for number, supply in enumerate(market.supplies):
        words = offer_words(supply, number, fixtures=fixtures, chance=chance)
        submission = send(fixtures, IntakeType.OFFER, words, UUID(int=chance.getrandbits(128)))
        process_submission(submission=submission, by=SYSTEM)
        offer = offers.get(submission=submission)
        homes[supply.reference] = check(offer, fixtures.coordinators[0]).pk
    clock.turn_to(TERMS.now - CAMPAIGN)
    periodic.park_silent_offers()
    return Scenario(fixtures, homes)
