"""Published producers and free places, as products and tips of a community."""

from __future__ import annotations

from decimal import Decimal

from core.values.geo import Point
from demo.loading import dice, speech
from demo.loading.hosting import rates
from demo.loading.hosting.draft import Draft, Where
from demo.loading.hosting.lodgings import credit
from demo.loading.hosting.opening import hours_of_producer, rows_of
from demo.loading.hosting.roads import Roads
from demo.loading.hosting.visits import interests_in
from demo.records import Good, Hint
from hosting.offers.choices.lists import ContractParty, ExchangeMode, RateName, RateUnit
from hosting.offers.models.goods import Product, Tip

PRICES: dict[str, tuple[RateName | str, int, int]] = {  # least and most, in euros
    "wine": (RateName.BOTTLE, 7, 14),
    "beer": (RateName.BOTTLE, 4, 6),
    "cider": (RateName.BOTTLE, 4, 6),
    "spirits": (RateName.BOTTLE, 18, 32),
    "juice": (RateName.BOTTLE, 3, 5),
    "syrup": (RateName.BOTTLE, 5, 8),
    "jam": (RateName.JAR, 4, 6),
    "honey": (RateName.JAR, 6, 10),
    "preserves": (RateName.JAR, 7, 14),
    "cheese": (RateName.PIECE, 3, 7),
    "oil": (RateName.BOTTLE, 8, 16),
    "sweets": ("Une boîte", 6, 15),
    "biscuits": ("Un sachet", 3, 6),
    "snails": ("La douzaine", 8, 12),
    "craft": (RateName.PIECE, 12, 45),
}
NAMES = {
    "wine": "du vin",
    "beer": "de la bière",
    "cider": "du cidre",
    "spirits": "des eaux-de-vie",
    "juice": "des jus",
    "syrup": "des sirops",
    "jam": "des confitures",
    "honey": "du miel",
    "preserves": "des conserves",
    "cheese": "du fromage",
    "oil": "de l’huile",
    "sweets": "des douceurs",
    "biscuits": "des biscuits",
    "snails": "des escargots",
    "dairy": "du lait et des yaourts",
    "cured": "des salaisons",
    "mushrooms": "des champignons",
    "fruit": "des fruits",
    "vegetables": "des légumes",
    "meat": "de la viande",
    "eggs": "des œufs",
    "ice_cream": "des glaces",
    "craft": "des objets faits main",
}
INTERESTS = {"wine": "wine", "beer": "cooking", "cheese": "farm", "honey": "farm", "craft": "hands"}


def product(record: Good, roads: Roads) -> Draft:
    """What one may take home, at a price that was invented."""
    names = ", ".join(NAMES[good] for good in record.goods if good in NAMES)
    words = record.words or f"On trouve ici {names or 'ce qui a poussé'}."
    hours, note = hours_of_producer(record.hours, record.id)
    offer = Product(
        title=record.title[:120],
        language="fr",
        words=words,
        opening=note,
        stock=dice.pick((None, None, 12, 24, 60), "stock", record.id),
        contract_party=dice.pick(
            (ContractParty.SELF_EMPLOYED, ContractParty.COMPANY), "party", record.id
        ),
        source=credit(record),
    )
    made = _draft(record, offer, roads)
    made.hours = hours
    made.interests = {INTERESTS.get(good, "cooking") for good in record.goods[:2]} or {"cooking"}
    good = next((good for good in record.goods if good in PRICES), "craft")
    name, least, most = PRICES[good]
    amount = Decimal(dice.number(least * 2, most * 2, "price", record.id)) / 2
    rate = rates.rate("fr", ExchangeMode.PAID, amount, RateUnit.ITEM, record.id)
    rate.audience = ""
    if isinstance(name, RateName):
        rate.name = name
    else:
        rate.name, rate.own_name = "", name
    made.rates = [rate]
    return made


def tip(record: Hint, roads: Roads) -> Draft:
    """A walk, a ride or a place, passed on by a neighbour."""
    words = record.words
    if record.metres:
        words += f"\n\nLongueur : {record.metres / 1000:.0f} km."
    offer = Tip(
        title=record.title[:120],
        language="fr",
        words=words.strip(),
        best_time=speech.say("fr", "best_time", record.id),
        source=credit(record),
    )
    made = _draft(record, offer, roads)
    made.hours = rows_of(record.hours)
    made.interests = interests_in(f"{record.title} {record.words}") or {"walking"}
    if record.kind == "ride":
        made.interests = {*made.interests, "cycling"}
    return made


def _draft(record: Good | Hint, offer: Product | Tip, roads: Roads) -> Draft:
    point = Point(record.lat, record.lon)
    made = Draft(
        key=record.id,
        offer=offer,
        where=Where(point, f"fr:{record.insee}"),
        community=roads.community_at(point),
        needs={"step-free"} if record.step_free else set(),
    )
    roads.describe(made)
    return made
