"""Places to stay in Antwerp and Bologna: real facts and calendars, invented hosts and words."""

from __future__ import annotations

from decimal import Decimal

from core.values.geo import Point
from demo.loading import dice, speech
from demo.loading.hosting import access, calendars, rates
from demo.loading.hosting.amenities import amenities_of
from demo.loading.hosting.draft import Draft, Room, Where
from demo.loading.hosting.lodgings import beds_for
from demo.loading.hosting.roads import Roads
from demo.loading.world import World
from demo.loading.written import phrases
from demo.records import Listing
from hosting.offers.choices.lists import Bathroom, ContractParty, LodgingKind
from hosting.offers.models.stays import Stay

CITIES = {"antwerp": ("geonames:2803138", "nl"), "bologna": ("geonames:3181928", "it")}
CREDITS = {
    "antwerp": "Inside Airbnb · Antwerp, 29 June 2024 · CC BY 4.0",
    "bologna": "Inside Airbnb · Bologna, 20 December 2024 · CC BY 4.0",
}
KINDS = {
    "boat": LodgingKind.UNUSUAL,
    "tiny": LodgingKind.UNUSUAL,
    "guesthouse": LodgingKind.GUEST_ROOM,
}
COUNTS = ("no bedroom", "one bedroom", "two bedrooms", "three bedrooms", "four bedrooms")
NEEDS = {
    "workspace": "work",
    "kitchen": "kitchen",
    "cot": "cot",
    "high_chair": "cot",
    "bikes_lent": "bikes",
    "pets": "pets",
    "long_stays": "long",
    "courtyard": "quiet",
}
INTERESTS = ("museums", "music", "markets", "cycling", "walking", "cooking", "history", "hands")


def draft(record: Listing, world: World, roads: Roads) -> Draft:
    """A stay with one unit, whose closed nights were really taken."""
    city = record.id.split("-")[0]
    locality, streets = CITIES[city]
    made = Draft(
        key=record.id,
        offer=_stay(record, city),
        where=Where(Point(record.lat, record.lon), locality, streets),
        community="schelde" if city == "antwerp" else "portici",
        needs={NEEDS[name] for name in record.amenities if name in NEEDS},
        interests=set(dice.some(INTERESTS, 2, "interests", record.id)),
    )
    taken = calendars.published(record.taken, world.clock)
    made.rooms = [
        Room(
            name="Entire home" if record.whole else "Room",
            sleeps=record.sleeps,
            bathroom=Bathroom.SHARED if record.shared_bath else Bathroom.PRIVATE,
            beds=beds_for(record.sleeps),
            periods=taken or calendars.invented(record.id, world.clock),
        )
    ]
    made.rates = rates.house_rates("en", Decimal(record.night), record.id, ())
    step_free = True if "one_storey" in record.amenities and "lift" in record.amenities else None
    made.access = access.survey_for(
        record.id,
        "en",
        world.clock.today,
        step_free=step_free,
        lift="lift" in record.amenities,
        needs=made.needs,
    )
    roads.describe(made)
    return made


def _stay(record: Listing, city: str) -> Stay:
    # Under which heading of the phrases it stands.
    is_named = record.whole or record.home in ("boat", "tiny", "guesthouse", "farm")
    shape = record.home if is_named else "room"
    bedrooms = COUNTS[record.bedrooms] if record.bedrooms < len(COUNTS) else "many bedrooms"
    wording: str = dice.pick(phrases()["titles"][shape], "title", record.id)
    title = wording.format(area=record.area, bedrooms=bedrooms)
    extras: dict[str, str] = phrases()["titles"]["with"]
    known = [extras[name] for name in record.amenities if name in extras]
    if known and "with" not in title and dice.chance(0.6, "extra", record.id):
        title = f"{title}, {dice.pick(known, 'extra', record.id)}"
    shared = "kitchen and the bathroom" if record.shared_bath else "kitchen"
    opening = speech.opening("en", shape, record.id, shared=shared, bedrooms=bedrooms)
    area = speech.say("en", "area", record.id, area=record.area)
    words = [opening, area, *speech.about_features("en", record.amenities, record.id)]
    usual = LodgingKind.FURNISHED if record.whole else LodgingKind.IN_HOME
    return Stay(
        title=title[:120],
        language="en",
        words=" ".join(words),
        lodging_kind=KINDS.get(record.home, usual),
        amenities=amenities_of(record.amenities, record.id),
        house_rules=speech.house_rules("en", record.id),
        contract_party=ContractParty.PRIVATE,
        party_max=record.sleeps,
        min_nights=record.least_nights,
        max_nights=record.most_nights if record.most_nights < 365 else None,
        notice_days=dice.pick((0, 1, 1, 2, 3), "notice", record.id),
        source=CREDITS[city],
        is_main_residence=not record.whole,
    )
