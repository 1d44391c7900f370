"""Closed lists: what is offered, on which terms, to whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from commons.organisations.choices import OrganisationKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class OfferKind(models.TextChoices):
    STAY = "stay", _("Stay")
    WORKSPACE = "workspace", _("Workspace")
    ACTIVITY = "activity", _("Activity")
    PRODUCT = "product", _("Product")
    TIP = "tip", _("Tip")


class OfferLanguage(models.TextChoices):
    """The languages that hosts write in. Pages of the site are in the first two alone."""

    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    DUTCH = "nl", _("Dutch")


class LodgingKind(models.TextChoices):
    """The kinds that French law and habit tell apart."""

    IN_HOME = "in_home", _("Room in someone’s home")
    GUEST_ROOM = "guest_room", _("Bed and breakfast")
    FURNISHED = "furnished", _("Furnished rental")
    GITE = "gite", _("Gîte")
    GROUP = "group", _("Group accommodation")
    HOTEL = "hotel", _("Small hotel")
    CAMPSITE = "campsite", _("Pitch or campsite")
    UNUSUAL = "unusual", _("Unusual accommodation")


class BedKind(models.TextChoices):
    DOUBLE = "double", _("Double bed")
    SINGLE = "single", _("Single bed")
    BUNK = "bunk", _("Bunk bed")
    SOFA = "sofa", _("Sofa bed")
    COT = "cot", _("Cot")

    def counted(self, count: int) -> str:
        """`3 single beds`."""
        return str(COUNTED_BEDS[self] % {"count": count})


COUNTED_BEDS = {
    BedKind.DOUBLE: ngettext_lazy("%(count)s double bed", "%(count)s double beds", "count"),
    BedKind.SINGLE: ngettext_lazy("%(count)s single bed", "%(count)s single beds", "count"),
    BedKind.BUNK: ngettext_lazy("%(count)s bunk bed", "%(count)s bunk beds", "count"),
    BedKind.SOFA: ngettext_lazy("%(count)s sofa bed", "%(count)s sofa beds", "count"),
    BedKind.COT: ngettext_lazy("%(count)s cot", "%(count)s cots", "count"),
}


class Amenity(models.TextChoices):
    """What a stay has, beside the needs that it meets: a kitchen, a cot, a workspace are needs."""

    WIFI = "wifi", _("Wifi")
    PARKING = "parking", _("Parking")
    WASHING_MACHINE = "washing-machine", _("Washing machine")
    FRIDGE = "fridge", _("Fridge")
    HEATING = "heating", _("Heating")
    TOWELS = "towels", _("Towels and sheets")
    BREAKFAST = "breakfast", _("Breakfast")
    GARDEN = "garden", _("Garden")
    TERRACE = "terrace", _("Terrace or balcony")
    FIREPLACE = "fireplace", _("Fireplace or stove")

    @property
    def icon(self) -> str:
        """Its symbol in the sprite."""
        return "flame" if self == Amenity.FIREPLACE else str(self.value)


class Equipment(models.TextChoices):
    """What a workspace has."""

    WIFI = "wifi", _("Wifi")
    SCREEN = "screen", _("External screen")
    PRINTER = "printer", _("Printer")
    PROJECTOR = "projector", _("Projector")
    WHITEBOARD = "whiteboard", _("Whiteboard")
    VIDEO_CALLS = "video-calls", _("Video call equipment")
    PHONE_BOOTH = "phone-booth", _("Phone booth")
    KITCHEN = "kitchen", _("Kitchen area")
    LOCKER = "locker", _("Locker")
    WORKBENCH = "workbench", _("Workbench and tools")

    @property
    def icon(self) -> str:
        """Its symbol in the sprite."""
        return "wifi" if self == Equipment.WIFI else "check"


# Needs that travellers look for among amenities, by their slug.
NEEDS_AMONG_AMENITIES = ("kitchen", "cot", "bikes", "work", "pets")


class Bathroom(models.TextChoices):
    PRIVATE = "private", _("Private bathroom")
    SHARED = "shared", _("Shared bathroom")
    OUTSIDE = "outside", _("Outdoor washing facilities")
    NONE = "none", _("No bathroom")


class ContractParty(models.TextChoices):
    """What the host is in law: shown on every page, because the contract is with the host."""

    PRIVATE = "private", _("a private individual")
    SELF_EMPLOYED = "self_employed", _("a self-employed person")
    ASSOCIATION = "association", _("an association")
    COMPANY = "company", _("a company or co-operative")
    PUBLIC_BODY = "public_body", _("a public body")


# Of an organisation whose type says it. The others may be one thing or another in law.
PARTY_OF_ORGANISATION: Final[dict[str, ContractParty]] = {
    OrganisationKind.ASSOCIATION: ContractParty.ASSOCIATION,
    OrganisationKind.COMPANY: ContractParty.COMPANY,
    OrganisationKind.CO_OPERATIVE: ContractParty.COMPANY,
    OrganisationKind.PUBLIC_BODY: ContractParty.PUBLIC_BODY,
}

LEGAL_STATUS: Final[dict[str, StrOrPromise]] = {
    **{party.value: party.label for party in ContractParty},
    OrganisationKind.SCHOOL: _("a school"),
    OrganisationKind.WORKS_COUNCIL: _("a works council"),
    OrganisationKind.THIRD_PLACE: _("a third place"),
    OrganisationKind.SOCIAL_RELAY: _("a social support service"),
}


class ExchangeMode(models.TextChoices):
    """Nine ways to exchange; money is one of them."""

    PAID = "paid", _("Paid")
    SOLIDARITY = "solidarity", _("Solidarity rate")
    FREE_PRICE = "free_price", _("Pay what you can")
    FREE = "free", _("Free")
    SERVICE = "service", _("Helping hand")
    HOUSE_SWAP = "house_swap", _("House swap")
    LOCAL_CURRENCY = "local_currency", _("Local currency")
    MUTUAL_CREDIT = "mutual_credit", _("Mutual credit")
    GIFT = "gift", _("Gift")

    @property
    def asks_money(self) -> bool:
        """Whether a rate in this mode names an amount."""
        return self in {
            ExchangeMode.PAID,
            ExchangeMode.SOLIDARITY,
            ExchangeMode.FREE_PRICE,
            ExchangeMode.LOCAL_CURRENCY,
            ExchangeMode.MUTUAL_CREDIT,
        }

    @property
    def asks_return(self) -> bool:
        """Whether guests do or bring something by a day."""
        return self in {ExchangeMode.SERVICE, ExchangeMode.GIFT}

    @property
    def has_own_currency(self) -> bool:
        """Whether amounts are in the units of a network."""
        return self in {ExchangeMode.LOCAL_CURRENCY, ExchangeMode.MUTUAL_CREDIT}

    @property
    def is_swap(self) -> bool:
        return self == ExchangeMode.HOUSE_SWAP


class RateName(models.TextChoices):
    """Usual names of rates, so that each reader has them in their language."""

    MODE = "mode", _("Type of exchange")  # `Solidarity rate`, `Helping hand`: see `in_words`
    FULL = "full", pgettext_lazy("rate", "Full price")
    REDUCED = "reduced", pgettext_lazy("rate", "Reduced price")
    CHILDREN = "children", pgettext_lazy("rate", "Children")
    STUDENTS = "students", pgettext_lazy("rate", "Students")
    FAMILIES = "families", pgettext_lazy("rate", "Families")
    GROUPS = "groups", pgettext_lazy("rate", "Groups")
    MEMBERS = "members", pgettext_lazy("rate", "Members")
    RESIDENTS = "residents", pgettext_lazy("rate", "Local residents")
    WEEKDAYS = "weekdays", pgettext_lazy("rate", "Weekdays")
    WEEKENDS = "weekends", pgettext_lazy("rate", "Weekends")
    LONG_STAYS = "long_stays", pgettext_lazy("rate", "Long stays")
    WHOLE_HOUSE = "whole_house", pgettext_lazy("rate", "Whole house")
    BOTTLE = "bottle", pgettext_lazy("rate", "Bottle")
    JAR = "jar", pgettext_lazy("rate", "Jar")
    PIECE = "piece", pgettext_lazy("rate", "Single item")

    def in_words(self, mode: str) -> str:
        """In the language of the reader; `MODE` is called like the type of exchange."""
        return str(ExchangeMode(mode).label if self == RateName.MODE else self.label)


class SeasonName(models.TextChoices):
    """Usual names of seasons, so that each reader has them in their language."""

    HIGH = "high", pgettext_lazy("season", "High season")
    MID = "mid", pgettext_lazy("season", "Mid season")
    LOW = "low", pgettext_lazy("season", "Low season")
    SPRING = "spring", pgettext_lazy("season", "Spring")
    SUMMER = "summer", pgettext_lazy("season", "Summer")
    AUTUMN = "autumn", pgettext_lazy("season", "Autumn")
    WINTER = "winter", pgettext_lazy("season", "Winter")
    SCHOOL_HOLIDAYS = "school_holidays", pgettext_lazy("season", "School holidays")
    NEW_YEAR = "new_year", pgettext_lazy("season", "Christmas and New Year")
    FESTIVAL = "festival", pgettext_lazy("season", "Festival")


class PriceLength(StrEnum):
    """What a line of a total counts."""

    MONTH = "month"
    WEEK = "week"
    NIGHT = "night"


class RateUnit(models.TextChoices):
    NIGHT = "night", _("per night")
    PERSON_NIGHT = "person_night", _("per person per night")
    WEEK = "week", _("per week")
    DAY = "day", _("per day")
    HALF_DAY = "half_day", _("per half-day")
    STAY = "stay", _("per stay")
    PERSON = "person", _("per person")
    GROUP = "group", _("per group")
    HOUR = "hour", _("per hour")
    ITEM = "item", _("each")


class Means(models.TextChoices):
    """What a host accepts. Each is a column of `Rate`, so that it can be asked for."""

    CASH = "cash", _("Cash")
    TRANSFER = "transfer", _("Bank transfer")
    ANCV = "ancv", _("Holiday vouchers (ANCV)")
    VACAF = "vacaf", _("Family allowance holiday aid (VACAF)")
    LOCAL_CURRENCY = "local_currency", _("Local currency")


class AccessNeed(models.TextChoices):
    """What somebody may need of a place and what the access survey has measured.

    One that is also a term of `Need` has its slug, so that both are one choice of a search.
    """

    STEP_FREE = "step-free", _("Step-free")
    WIDE_DOORS = "wide-doors", _("Doors at least 80 cm wide")
    LIFT = "lift", _("Lift")
    LEVEL_SHOWER = "level-shower", _("Step-free shower")
    GRAB_BARS = "grab-bars", _("Grab bars")
    ADAPTED_TOILET = "adapted-toilet", _("Accessible toilet")
    ADAPTED_PARKING = "adapted-parking", _("Accessible parking")
    LIT_WAY = "lit-way", _("Path lit at night")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    ASSISTANCE_DOG = "assistance-dog", _("Assistance dog")
    QUIET_ROOM = "quiet", _("Quiet room")


class Facet(models.TextChoices):
    """What a list of offers can be narrowed by."""

    KIND = "kind", _("Type of offer")
    MODE = "mode", _("Payment or exchange")
    MEANS = "means", _("Means of payment")
    AMENITY = "amenity", _("Amenities")
    NEED = "need", _("Needs")
    INTEREST = "interest", _("Interests")
    CAUSE = "cause", _("Causes")
    LANGUAGE = "language", _("Languages spoken")
    STATION = "station", _("Without a car")
    COMMUNITY = "community", _("Community")
    AREA = "area", _("Region or country")
    RIVER = "river", _("River")

    @property
    def is_heard_only(self) -> bool:
        """Named in a question or an address, and never among the filters to tick."""
        return self in {Facet.AREA, Facet.RIVER}

    @property
    def holds_all(self) -> bool:
        """Every chosen need and amenity must be there; of anything else, one is enough."""
        return self in {Facet.AMENITY, Facet.NEED}


class TranslatedBy(models.TextChoices):
    PERSON = "person", _("human translation")
    MACHINE = "machine", _("machine translation")
