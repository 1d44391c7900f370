"""Events, sites, walks and producers of Touraine: what becomes an activity, a tip or a product."""

from collections.abc import Iterable, Iterator

from demo.preparing.touraine import Atlas, Poi, found, hours, names, prices, reviews
from demo.records import Good, Hint, Visit

LEFT_OUT = {
    "TouristInformationCenter",
    "ConventionCentre",
    "ConvenientService",
    "IncomingTravelAgency",
    "BusinessPlace",
}
SOLD = {"TastingProvider", "Producer"}
ROADS = {"WalkingTour": "walk", "CyclingTour": "ride", "Tour": "walk"}
FREE_PLACES = {
    "NaturalHeritage": "nature",
    "CityHeritage": "village",
    "PicnicArea": "picnic",
    "PlayArea": "play",
    "ParkAndGarden": "garden",
    "Church": "church",
    "Chapel": "church",
    "Ruins": "ruins",
    "Bridge": "bridge",
    "ArcheologicalSite": "ruins",
    "TechnicalHeritage": "mill",
}
GOODS = {
    "Wine": "wine",
    "FruitJuice": "juice",
    "Syrup": "syrup",
    "Jam": "jam",
    "CanningIndustry": "preserves",
    "Cheese": "cheese",
    "BeeProduct": "honey",
    "BiscuitsPastry": "biscuits",
    "Beer": "beer",
    "Spirits": "spirits",
    "Oil": "oil",
    "ConfectioneryChocolateSweets": "sweets",
    "FoieGras": "preserves",
    "Cider": "cider",
    "DairyProducts": "dairy",
    "Cured": "cured",
    "Snails": "snails",
    "MushroomAndTruffle": "mushrooms",
    "Fruit": "fruit",
    "Vegetable": "vegetables",
    "Meat": "meat",
    "IceCream": "ice_cream",
    "PoultryEggs": "eggs",
    "Sculpture": "craft",
}


def activities(pois: Iterable[Poi], atlas: Atlas) -> Iterator[Visit]:
    """Events with their days, places to visit, and things to learn."""
    for poi in pois:
        if kind := _kind(poi):
            published = dict(reversed(list(prices(poi))))
            periods = poi.get("takesPlaceAt", [])
            rows = {
                (
                    period["startDate"],
                    period["endDate"],
                    period.get("startTime", "")[:5],
                    period.get("endTime", "")[:5],
                )
                for period in periods
                if period["startDate"] <= period["endDate"]
            }
            yield Visit(
                **found(poi, atlas),
                kind=kind,
                themes=names(poi, "hasTheme"),
                showings=tuple(sorted(rows)),
                price=_amount(published, "BaseRateFullRate") or _amount(published, ""),
                child_price=_amount(published, "ChildRate"),
                free="Free" in published,
            )


def tips(pois: Iterable[Poi], atlas: Atlas) -> Iterator[Hint]:
    """Walks, rides and places that cost nothing."""
    for poi in pois:
        if kind := _free_kind(poi):
            metres = int(float(poi.get("tourDistance") or 0))
            yield Hint(**found(poi, atlas), kind=kind, metres=metres, hours=hours(poi))


def products(pois: Iterable[Poi], atlas: Atlas) -> Iterator[Good]:
    """Wine, cheese, honey, baskets: of whoever grows or makes them."""
    for poi in pois:
        if SOLD & set(poi["@type"]):
            theme_names = {*names(poi, "hasTheme"), *names(poi, "providesFoodProduct")}
            goods = {good for name, good in GOODS.items() if name in theme_names}
            if not goods and "WineCellar" in poi["@type"]:
                goods = {"wine"}
            yield Good(
                **found(poi, atlas),
                goods=tuple(sorted(goods)),
                organic="Agriculture Biologique" in reviews(poi),
                hours=hours(poi),
            )


def _kind(poi: Poi) -> str:
    types = set(poi["@type"])
    if types & (LEFT_OUT | SOLD | ROADS.keys() | {"Accommodation", "FoodEstablishment"}):
        return ""
    if _free_kind(poi):
        return ""
    if "EntertainmentAndEvent" in types:
        return "event"
    if "EquipmentRental" in types and "AccompaniedPractice" not in types:
        return "rental"
    if types & {"Course", "AccompaniedPractice", "IntroductionCourse"}:
        return "workshop"
    return "site" if "CulturalSite" in types else "leisure"


def _free_kind(poi: Poi) -> str:
    types = set(poi["@type"])
    if types & (SOLD | {"Accommodation", "EntertainmentAndEvent", "Practice"}):
        return ""
    if road := next((ROADS[name] for name in ROADS if name in types), ""):
        return "" if "RoadTour" in types else road
    paid = any(amount for policy, amount in prices(poi) if policy != "Free")
    return "" if paid else next((FREE_PLACES[name] for name in FREE_PLACES if name in types), "")


def _amount(published: dict[str, float], policy: str) -> str:
    amount = published.get(policy, 0)
    return f"{amount:.2f}" if 0 < amount <= 250 else ""
