"""Lodgings of Touraine: their kind, size, comfort, and what a night costs as far as it is told."""

import re
from collections.abc import Iterable, Iterator

from demo.preparing.touraine import Atlas, Poi, found, names, prices, reviews
from demo.records import Lodging

# The first class that fits says the kind, so the narrow ones stand first.
KINDS = {
    "CamperVanArea": "camper_area",
    "Camping": "campsite",
    "CampingAndCaravanning": "campsite",
    "YouthHostelAndInternationalCenter": "hostel",
    "StopOverOrGroupLodge": "group_lodge",
    "GroupLodging": "group_lodge",
    "HolidayCentre": "group_lodge",
    "HolidayResort": "holiday_village",
    "CollectiveAccommodation": "group_lodge",
    "Guesthouse": "guesthouse",
    "SelfCateringAccommodation": "self_catering",
    "RentalAccommodation": "unusual",
    "HotelTrade": "hotel",
}
UNUSUAL = re.compile(
    r"\b(roulotte|yourte|cabane|toue|tipi|péniche|bulle|kota|perché)", re.IGNORECASE
)
CHAINS = re.compile(
    r"\b(ibis|novotel|mercure|campanile|kyriad|best western|première classe|f1|balladins|b&b hotel"
    r"|brit h[oô]tel|adagio|fasthotel|the originals|citotel|comfort|holiday inn|oceania"
    r"|logis hôtel|siblu|yelloh|onlycamp|huttopia|pierre et vacances|goélia|néméa|odalys|hotelf1"
    r"|akena|quick palace|cerise|villa bellagio|staycity|appart.?city|zenitude)\b",
    re.IGNORECASE,
)
FEATURES = {
    "Wifi": "wifi",
    "PrivateParking": "parking",
    "CarPark": "parking",
    "PrivateGarage": "parking",
    "Terrace": "terrace",
    "Garden": "garden",
    "SeparateGarden": "garden",
    "EnclosedLand": "garden",
    "Park": "garden",
    "BikeGarage": "bike_shelter",
    "BikeRoom": "bike_shelter",
    "BikeHire": "bike_hire",
    "BikeLoan": "bikes_lent",
    "SwimmingPool": "pool",
    "OutdoorPool": "pool",
    "HeatedPool": "pool",
    "IndoorPool": "pool",
    "Elevator": "lift",
    "GameArea": "play_area",
    "Playground": "play_area",
    "GameRoom": "games",
    "LinenHire": "linen",
    "SheetsAndTowels": "linen",
    "BabyChair": "high_chair",
    "CommunalKitchen": "kitchen",
    "Microwave": "kitchen",
    "Fireplace": "fireplace",
    "SharedWasher": "washer",
    "ChargingStation": "charging",
    "Restaurant": "meals",
    "CateringOnSite": "meals",
    "TakeawayFoodOrMeals": "meals",
    "Sauna": "sauna",
    "Hammam": "sauna",
    "Library": "books",
    "OneStorey": "one_storey",
    "ElectricalConnections": "electricity",
    "CamperServicePoint": "camper_service",
    "SeparateEntrance": "own_entrance",
}
MEANS = {
    "Cash": "cash",
    "Check": "cheque",
    "Transfers": "transfer",
    "HolidayVouchers": "holiday_vouchers",
    "FrenchBonsCAF": "family_fund",
}
NIGHT, WEEK = (30, 190), (200, 2500)
PITCH = (4, 35)


def lodgings(pois: Iterable[Poi], atlas: Atlas) -> Iterator[Lodging]:
    """Every lodging, whatever its kind."""
    for poi in pois:
        if "Accommodation" in poi["@type"]:
            fields = found(poi, atlas)
            labels = reviews(poi)
            kind = next((KINDS[name] for name in KINDS if name in poi["@type"]), "hotel")
            rented = kind in ("self_catering", "guesthouse", "unusual")
            if rented and UNUSUAL.search(fields["title"]):
                kind = "unusual"
            parts = poi.get("hasFeature", [])
            values = {name for part in parts for name in names(part, "features")}
            internet = any(part.get("internetAccess") for part in parts)
            pets = [part["petsAllowed"] for part in parts if "petsAllowed" in part]
            accepted = {
                name
                for offer in poi.get("offers", [])
                for name in names(offer, "schema:acceptedPaymentMethod")
            }
            yield Lodging(
                **fields,
                kind=kind,
                chain=kind in ("hotel", "holiday_village", "campsite")
                and bool(CHAINS.search(fields["title"])),
                sleeps=int(poi.get("allowedPersons") or 0),
                stars=max((int(label[0]) for label in labels if label[1:7] == " étoil"), default=0),
                night=_night(poi, kind),
                features=tuple(
                    sorted(
                        {FEATURES[name] for name in values & FEATURES.keys()}
                        | ({"wifi"} if internet else set())
                    )
                ),
                labels=tuple(label for label in labels if "étoile" not in label),
                languages=tuple(sorted(poi.get("availableLanguage", []))),
                means=tuple(sorted(MEANS[name] for name in accepted & MEANS.keys())),
                pets=any(pets) if pets else None,
            )


def _night(poi: Poi, kind: str) -> str:
    """The lowest sum that can be a night, or a seventh of one that can be a week."""
    amounts = [amount for policy, amount in prices(poi) if policy not in ("ExtraCharge", "Group")]
    least, most = PITCH if kind in ("campsite", "camper_area") else NIGHT
    if nights := [amount for amount in amounts if least <= amount <= most]:
        return f"{min(nights):.0f}"
    if weeks := [amount for amount in amounts if WEEK[0] <= amount <= WEEK[1]]:
        return f"{min(weeks) / 7:.0f}"
    return ""
