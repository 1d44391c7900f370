"""What the classes of DATAtourisme are to us. The first line that fits counts."""

from typing import Final

from commons.geography.choices import LandmarkKind
from hosting.offers.choices.lists import LodgingKind, OfferKind

EVENTS: Final = frozenset({"EntertainmentAndEvent"})
TO_LANDMARKS: Final[tuple[tuple[frozenset[str], LandmarkKind], ...]] = (
    (frozenset({"Accommodation"}), LandmarkKind.LODGING),
    (frozenset({"FoodEstablishment"}), LandmarkKind.FOOD),
    (frozenset({"NaturalHeritage"}), LandmarkKind.NATURE),
    (frozenset({"Tour"}), LandmarkKind.WAY),
    (frozenset({"CulturalSite"}), LandmarkKind.SIGHT),
    (frozenset({"TastingProvider", "Producer", "Store"}), LandmarkKind.MAKER),
    (frozenset({"SportsAndLeisurePlace"}), LandmarkKind.LEISURE),
    (frozenset({"PointOfInterest"}), LandmarkKind.OTHER),
)
TO_OFFERS: Final[tuple[tuple[frozenset[str], OfferKind], ...]] = (
    (frozenset({"Accommodation"}), OfferKind.STAY),
    (frozenset({"BusinessPlace"}), OfferKind.WORKSPACE),
    (frozenset({"TastingProvider", "Producer", "CraftsmanShop"}), OfferKind.PRODUCT),
    (frozenset({"EntertainmentAndEvent", "Practice", "ActivityProvider"}), OfferKind.ACTIVITY),
    (frozenset({"CulturalSite", "NaturalHeritage", "Tour", "ParkAndGarden"}), OfferKind.TIP),
)
TO_LODGINGS: Final[tuple[tuple[frozenset[str], LodgingKind], ...]] = (
    (frozenset({"Guesthouse"}), LodgingKind.GUEST_ROOM),
    (frozenset({"Hotel", "HotelTrade"}), LodgingKind.HOTEL),
    (frozenset({"CampingAndCaravanning"}), LodgingKind.CAMPSITE),
    (frozenset({"GroupLodging", "CollectiveAccommodation"}), LodgingKind.GROUP),
    (frozenset({"RentalAccommodation"}), LodgingKind.FURNISHED),
)


def fitting[Kind](
    types: frozenset[str], table: tuple[tuple[frozenset[str], Kind], ...]
) -> Kind | None:
    """What these classes are, if they are anything to us."""
    return next((kind for classes, kind in table if classes & types), None)
