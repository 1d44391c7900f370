"""Published producers and free places, as products and tips of a community."""

from __future__ import annotations

from decimal import Decimal

from core.values.geo import Point
from demo.loading import dice, speech
from demo.loading.hosting import rates
from demo.loading.hosting.draft import Draft, Where
from demo.loading.hosting.lodgings import credit
from demo.loading.hosting.roads import Roads
from demo.loading.hosting.visits import interests_in
from demo.records import Good, Hint
from hosting.offers.choices.lists import ContractParty, ExchangeMode, RateUnit
from hosting.offers.models.goods import Product, Tip

PRICES = {
    "wine": ("Une bouteille", 7, 14),
    "beer": ("Une bouteille", 4, 6),
    "cider": ("Une bouteille", 4, 6),
    "spirits": ("Une bouteille", 18, 32),
    "juice": ("Une bouteille", 3, 5),
    "syrup": ("Une bouteille", 5, 8),
    "jam": ("Un pot", 4, 6),
    "honey": ("Un pot", 6, 10),
    "preserves": ("Un bocal", 7, 14),
    "cheese": ("Un fromage", 3, 7),
    "oil": ("Une bouteille", 8, 16),
    "sweets": ("Une boîte", 6, 15),
    "biscuits": ("Un sachet", 3, 6),
    "snails": ("La douzaine", 8, 12),
    "craft": ("Une pièce", 12, 45),
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
    offer = Product(
        title=record.title[:120],
        language="fr",
        words=words,
        opening=speech.say("fr", "opening", record.id),
        stock=dice.pick((None, None, 12, 24, 60), "stock", record.id),
        contract_party=dice.pick(
            (ContractParty.SELF_EMPLOYED, ContractParty.COMPANY), "party", record.id
        ),
        source=credit(record),
    )
    made = _draft(record, offer, roads)
    made.interests = {INTERESTS.get(good, "cooking") for good in record.goods[:2]} or {"cooking"}
    good = next((good for good in record.goods if good in PRICES), "craft")
    label, least, most = PRICES[good]
    amount = Decimal(dice.number(least * 2, most * 2, "price", record.id)) / 2
    rate = rates.rate("fr", ExchangeMode.PAID, amount, RateUnit.ITEM, record.id)
    rate.label, rate.audience = label, ""
    made.rates = [rate]
    made.scenes = ("product",)
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
    made.interests = interests_in(f"{record.title} {record.words}") or {"walking"}
    if record.kind == "ride":
        made.interests = {*made.interests, "cycling"}
    made.scenes = ("tip",)
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
