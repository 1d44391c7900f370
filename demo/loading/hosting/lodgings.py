"""Published lodgings of Touraine, as stays of invented hosts."""

from __future__ import annotations

import re
from decimal import Decimal

from core.values.geo import Point
from demo.loading import dice, speech
from demo.loading.hosting import access, calendars, rates
from demo.loading.hosting.amenities import amenities_of
from demo.loading.hosting.draft import Draft, Room, Where
from demo.loading.hosting.roads import Roads
from demo.loading.world import World
from demo.records import Found, Lodging
from hosting.offers.choices.lists import Bathroom, BedKind, ContractParty, LodgingKind
from hosting.offers.models.stays import Stay

KINDS = {
    "hotel": LodgingKind.HOTEL,
    "guesthouse": LodgingKind.GUEST_ROOM,
    "campsite": LodgingKind.CAMPSITE,
    "camper_area": LodgingKind.CAMPSITE,
    "hostel": LodgingKind.GROUP,
    "group_lodge": LodgingKind.GROUP,
    "holiday_village": LodgingKind.GROUP,
    "unusual": LodgingKind.UNUSUAL,
}
OPENINGS = {
    LodgingKind.HOTEL: "hotel",
    LodgingKind.GUEST_ROOM: "guest_room",
    LodgingKind.IN_HOME: "guest_room",
    LodgingKind.FURNISHED: "gite",
    LodgingKind.GITE: "gite",
    LodgingKind.GROUP: "group",
    LodgingKind.CAMPSITE: "campsite",
    LodgingKind.UNUSUAL: "unusual",
}
PARTIES = {
    LodgingKind.HOTEL: ContractParty.COMPANY,
    LodgingKind.GUEST_ROOM: ContractParty.SELF_EMPLOYED,
    LodgingKind.GROUP: ContractParty.ASSOCIATION,
    LodgingKind.CAMPSITE: ContractParty.COMPANY,
}
NIGHTS = {
    LodgingKind.HOTEL: (62, 110),
    LodgingKind.GUEST_ROOM: (58, 105),
    LodgingKind.GITE: (55, 120),
    LodgingKind.FURNISHED: (52, 115),
    LodgingKind.GROUP: (16, 28),
    LodgingKind.CAMPSITE: (9, 22),
    LodgingKind.UNUSUAL: (60, 110),
}
BATHROOMS = {LodgingKind.CAMPSITE: Bathroom.OUTSIDE, LodgingKind.GROUP: Bathroom.SHARED}
NEEDS = {
    "wifi": "work",
    "bike_shelter": "bikes",
    "bikes_lent": "bikes",
    "kitchen": "kitchen",
    "high_chair": "cot",
    "play_area": "cot",
}
INTERESTS = ("river", "cycling", "walking", "wine", "castles", "gardens", "children", "stars")
MOST_ROOMS = 6


def draft(record: Lodging, world: World, roads: Roads) -> Draft:
    """A stay with its rooms, rates, survey and calendar."""
    if record.kind == "self_catering":
        is_gite = re.search(r"\bg[iî]te", record.title, re.IGNORECASE)
        kind = LodgingKind.GITE if is_gite else LodgingKind.FURNISHED
    else:
        kind = KINDS[record.kind]
    point = Point(record.lat, record.lon)
    language = language_of(record)
    title = record.title_en if language == "en" and record.title_en else record.title
    if re.search(r"municipal|communal|aire de", record.title, re.IGNORECASE):
        party = ContractParty.PUBLIC_BODY
    else:
        party = PARTIES.get(kind, ContractParty.PRIVATE)
    stay = Stay(
        title=title[:120],
        language=language,
        words=_words(record, kind, language),
        lodging_kind=kind,
        amenities=amenities_of(record.features, record.id),
        house_rules=speech.house_rules(language, record.id),
        contract_party=party,
        min_nights=dice.pick((1, 1, 1, 2, 2, 3), "least", record.id),
        notice_days=dice.pick((0, 1, 1, 2, 3, 5), "notice", record.id),
        source=credit(record),
        is_main_residence=kind == LodgingKind.GUEST_ROOM,
    )
    if kind == LodgingKind.CAMPSITE:
        stay.season_from, stay.season_until = 4, 10
    if kind in (LodgingKind.FURNISHED, LodgingKind.GITE):
        stay.registration_number = f"{record.insee}{dice.number(1, 999_999, record.id):06}DM"
    made = Draft(
        key=record.id,
        offer=stay,
        where=Where(point, f"fr:{record.insee}"),
        community=roads.community_at(point),
        needs=_needs(record, kind),
        interests=set(dice.some(INTERESTS, 2, "interests", record.id)),
    )
    _furnish(made, record, kind, world)
    made.offer.party_max = max(room.sleeps for room in made.rooms)
    roads.describe(made)
    return made


def language_of(record: Found) -> str:
    """Some of what was published in English too is shown in English."""
    return "en" if record.words_en and dice.chance(0.15, "english", record.id) else "fr"


def credit(record: Found) -> str:
    """What the licence asks to show beside the text."""
    return f"DATAtourisme · {record.creator} · {record.updated} · Licence Ouverte 2.0"


def _furnish(made: Draft, record: Lodging, kind: LodgingKind, world: World) -> None:
    stay, today = made.offer, world.clock.today
    # The whole house as one unit, or its rooms and pitches.
    language = stay.language
    if kind in (LodgingKind.GITE, LodgingKind.FURNISHED, LodgingKind.UNUSUAL):
        sleeps = min(max(record.sleeps, 2), 20)
        name = "Toute la maison" if language == "fr" else "The whole house"
        shapes = [(name, sleeps)]
    else:
        word = {"fr": "Chambre", "en": "Room"}[language]
        each = 2
        if kind == LodgingKind.CAMPSITE:
            word, each = {"fr": "Emplacement", "en": "Pitch"}[language], 4
        elif kind == LodgingKind.GROUP:
            word, each = {"fr": "Dortoir", "en": "Dormitory"}[language], 8
        count = min(max(record.sleeps // each, 1), MOST_ROOMS)
        shapes = [(f"{word} {number + 1}", each + number % 2) for number in range(count)]
    made.rooms = [
        Room(
            name=name,
            sleeps=sleeps,
            bathroom=BATHROOMS.get(kind, Bathroom.PRIVATE),
            beds=beds_for(sleeps) if kind != LodgingKind.CAMPSITE else {},
            periods=calendars.invented(f"{record.id}/{number}", world.clock),
        )
        for number, (name, sleeps) in enumerate(shapes)
    ]
    least, most = NIGHTS[kind]
    night = Decimal(record.night or dice.number(least, most, "night", record.id))
    made.rates = rates.house_rates(stay.language, night, record.id, record.means)
    lift = "lift" in record.features
    made.access = access.survey_for(
        record.id,
        stay.language,
        today,
        step_free=record.step_free,
        lift=lift,
        needs=made.needs,
    )
    if record.step_free:
        made.needs.add("step-free")


def _words(record: Lodging, kind: LodgingKind, language: str) -> str:
    """As published; a few invented sentences where nothing was."""
    if published := record.words_en if language == "en" else record.words:
        return published
    opening = speech.opening(
        "fr",
        OPENINGS[kind],
        record.id,
        sleeps=record.sleeps or 4,
        view=speech.say("fr", "views", record.id),
        commune=record.commune,
    )
    return " ".join([opening, *speech.about_features("fr", record.features, record.id)])


def _needs(record: Lodging, kind: LodgingKind) -> set[str]:
    needs = {NEEDS[feature] for feature in record.features if feature in NEEDS}
    if kind == LodgingKind.GROUP:
        needs.add("group")
    if record.pets:
        needs.add("pets")
    for need in ("quiet", "assistance-dog", "long", "night", "vegetarian"):
        if dice.chance(0.2, need, record.id):
            needs.add(need)
    return needs


def beds_for(sleeps: int) -> dict[str, int]:
    """Double beds for most, single ones for the rest."""
    doubles = max(1, sleeps // 3) if sleeps > 1 else 0
    singles = sleeps - 2 * doubles
    beds = {BedKind.DOUBLE.value: doubles, BedKind.SINGLE.value: singles}
    return {kind: count for kind, count in beds.items() if count > 0}
