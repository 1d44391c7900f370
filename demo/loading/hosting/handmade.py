"""Offers that were written by hand for invented people: the ones that conversations are about."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

from core.values.geo import Point
from demo.loading import speech
from demo.loading.hosting import access, calendars, rates
from demo.loading.hosting.amenities import amenities_of
from demo.loading.hosting.city import CITIES
from demo.loading.hosting.draft import Draft, Room, Where
from demo.loading.hosting.opening import rows_of
from demo.loading.hosting.roads import Roads
from demo.loading.hosting.visits import next_dates
from demo.loading.world import World
from hosting.offers.choices.lists import Bathroom, ContractParty, ExchangeMode, OfferKind, RateUnit
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from hosting.offers.models.translations import OfferTranslation, digest_of
from hosting.offers.models.workspaces import Workspace

WEEKS_AHEAD = 12


def draft(entry: dict[str, Any], community: str, world: World, roads: Roads) -> Draft:
    """An offer with the terms that its host wrote, in French or English unless it says another."""
    # A commune by its number, or a point in one of the cities.
    if isinstance(entry["where"], dict):
        language, here = "en", entry["where"]
        where = Where(Point(here["lat"], here["lon"]), *CITIES[here["city"]])
    else:
        language, code = "fr", f"fr:{entry['where']}"
        where = Where(world.localities[code].point, code)
    kind, language = OfferKind(entry["kind"]), entry.get("language", language)
    made = Draft(
        key=f"{entry['host']}/{kind}",
        offer=_offer(entry, kind, language),
        where=where,
        community=community,
        host=entry["host"],
        is_handmade=True,
        needs=set(entry.get("needs", ())),
        interests=set(entry["interests"]),
        photos=tuple(entry.get("photos", ())),
    )
    made.hours = rows_of(entry.get("hours", ()))
    made.rates = _rates(entry, kind, language, made.key)
    if "seasons" in entry:
        made.rates[0].week_amount = Decimal(entry["week"])
        made.rates[0].seasons = rates.seasons(entry["seasons"], today=world.clock.today)
    made.translations = [
        OfferTranslation(language=code, of=digest_of(made.offer), **words)
        for code, words in entry.get("told_in", {}).items()
    ]
    # Beds and a survey for a stay, dates for an activity.
    language, today = made.offer.language, world.clock.today
    if made.offer.kind == OfferKind.STAY:
        made.rooms = _rooms(entry, made.key, world)
        easy = "step-free" in made.needs
        made.access = access.survey_for(made.key, language, today, step_free=easy, needs=made.needs)
    if made.offer.kind == OfferKind.WORKSPACE:
        made.rooms = [
            Room(name=unit["name"], sleeps=unit["sleeps"], bathroom=Bathroom.NONE, beds={})
            for unit in entry["units"]
        ]
    if made.offer.kind == OfferKind.ACTIVITY:
        hour = time.fromisoformat(entry["time"])
        made.dates = next_dates(
            world.clock, entry["weekday"], hour, entry["minutes"], entry["seats"], WEEKS_AHEAD
        )
    roads.describe(made)
    return made


def _offer(entry: dict[str, Any], kind: OfferKind, language: str) -> Offer:
    shared = {
        "title": entry["title"],
        "language": language,
        "words": entry["words"],
        "contract_party": ContractParty.PRIVATE,
        "notice_days": 0,
    }
    if kind == OfferKind.STAY:
        return Stay(
            **shared,
            lodging_kind=entry["lodging"],
            min_nights=entry["least_nights"],
            amenities=amenities_of((), entry["title"]),
            house_rules=speech.house_rules(language, entry["title"]),
            party_max=max(unit["sleeps"] for unit in entry["units"]),
            is_main_residence=True,
        )
    if kind == OfferKind.WORKSPACE:
        return Workspace(
            **shared,
            weekdays=entry["weekdays"],
            equipment=entry["equipment"],
            party_max=max(unit["sleeps"] for unit in entry["units"]),
        )
    if kind == OfferKind.ACTIVITY:
        return Activity(
            **shared,
            duration_minutes=entry["minutes"],
            minimum_age=entry["minimum_age"],
            is_on_request=entry["on_request"],
            bring=entry["bring"],
            party_max=entry["seats"],
        )
    if kind == OfferKind.PRODUCT:
        return Product(**shared, opening=entry["opening"], stock=entry["stock"])
    return Tip(**shared, best_time=entry["best_time"])


def _rooms(entry: dict[str, Any], key: str, world: World) -> list[Room]:
    """Their calendars begin after the conversations, so that these always find a night."""
    return [
        Room(
            name=unit["name"],
            sleeps=unit["sleeps"],
            bathroom=unit["bathroom"],
            beds=unit["beds"],
            periods=[
                period
                for period in calendars.invented(f"{key}/{unit['name']}", world.clock)
                if (period[0] - world.clock.today).days > BUSY_UNTIL
            ],
        )
        for unit in entry["units"]
    ]


BUSY_UNTIL = 95


def _rates(entry: dict[str, Any], kind: OfferKind, language: str, key: str) -> list[Rate]:
    if kind == OfferKind.TIP:
        return []
    if kind == OfferKind.STAY:
        night = Decimal(entry["night"])
        found = [rates.rate(language, ExchangeMode.PAID, night, RateUnit.NIGHT, key)]
        for name in entry["rates"]:
            mode = ExchangeMode(NAMES_OF_MODES.get(name, name))
            if mode != ExchangeMode.PAID:
                amount = rates.half(night) if mode == ExchangeMode.SOLIDARITY else night
                found.append(rates.rate(language, mode, amount, RateUnit.NIGHT, key))
        return found
    units = {OfferKind.PRODUCT: RateUnit.ITEM, OfferKind.WORKSPACE: RateUnit.HALF_DAY}
    unit = units.get(kind, RateUnit.PERSON)
    mode = ExchangeMode(entry["mode"])
    amount = Decimal(entry["price"] or "5.00")
    return [rates.rate(language, mode, amount, unit, key)]


NAMES_OF_MODES = {"swap": "house_swap"}
