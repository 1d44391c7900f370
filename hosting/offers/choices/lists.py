"""Closed lists: what is offered, on which terms, to whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    STAY = "stay", _("Stay")
    ACTIVITY = "activity", _("Activity")
    PRODUCT = "product", _("Product")
    TIP = "tip", _("Tip")


class LodgingKind(models.TextChoices):
    """The kinds that French law and habit tell apart."""

    IN_HOME = "in_home", _("Room in an inhabitant's home")
    GUEST_ROOM = "guest_room", _("Guest room with breakfast")
    FURNISHED = "furnished", _("Furnished home")
    GITE = "gite", _("Gîte")
    GROUP = "group", _("House for groups")
    HOTEL = "hotel", _("Small hotel")
    CAMPSITE = "campsite", _("Pitch or campsite")
    UNUSUAL = "unusual", _("Unusual roof")


class BedKind(models.TextChoices):
    DOUBLE = "double", _("Double bed")
    SINGLE = "single", _("Single bed")
    BUNK = "bunk", _("Bunk bed")
    SOFA = "sofa", _("Sofa bed")
    COT = "cot", _("Cot")


class Bathroom(models.TextChoices):
    PRIVATE = "private", _("Bathroom of your own")
    SHARED = "shared", _("Shared bathroom")
    OUTSIDE = "outside", _("Washing place outside")
    NONE = "none", _("No bathroom")


class ContractParty(models.TextChoices):
    """What the host is in law: shown on every page, because the contract is with the host."""

    PRIVATE = "private", _("a private person")
    SELF_EMPLOYED = "self_employed", _("a self-employed person")
    ASSOCIATION = "association", _("an association")
    COMPANY = "company", _("a company or cooperative")
    PUBLIC_BODY = "public_body", _("a public body")


class ExchangeMode(models.TextChoices):
    """Nine ways to exchange; money is one of them."""

    PAID = "paid", _("Paid")
    SOLIDARITY = "solidarity", _("Solidarity rate")
    FREE_PRICE = "free_price", _("Free price")
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


class RateUnit(models.TextChoices):
    NIGHT = "night", _("a night")
    PERSON_NIGHT = "person_night", _("a person and night")
    WEEK = "week", _("a week")
    STAY = "stay", _("for the stay")
    PERSON = "person", _("a person")
    GROUP = "group", _("for the group")
    HOUR = "hour", _("an hour")
    ITEM = "item", _("a piece")


class Means(models.TextChoices):
    """What a host accepts. Each is a column of `Rate`, so that it can be asked for."""

    CASH = "cash", _("Cash")
    TRANSFER = "transfer", _("Bank transfer")
    ANCV = "ancv", _("Holiday vouchers (ANCV)")
    VACAF = "vacaf", _("Family-fund holiday aid (VACAF)")
    LOCAL_CURRENCY = "local_currency", _("Local currency")


class AccessNeed(models.TextChoices):
    """What somebody may need of a place and what the access survey has measured."""

    STEP_FREE = "step-free", _("Without a step")
    WIDE_DOORS = "wide-doors", _("Doors of 80 cm at least")
    LIFT = "lift", _("Lift")
    LEVEL_SHOWER = "level-shower", _("Level shower")
    GRAB_BARS = "grab-bars", _("Grab bars")
    ADAPTED_TOILET = "adapted-toilet", _("Adapted toilet")
    ADAPTED_PARKING = "adapted-parking", _("Adapted parking")
    LIT_WAY = "lit-way", _("Way lit at night")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    ASSISTANCE_DOG = "assistance-dog", _("Assistance dog")
    QUIET_ROOM = "quiet-room", _("Quiet room")


class Facet(models.TextChoices):
    """What a list of offers can be narrowed by."""

    KIND = "kind", _("What you look for")
    MODE = "mode", _("In exchange for")
    MEANS = "means", _("Means of payment")
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
        """Every chosen need must be met; of anything else, one is enough."""
        return self == Facet.NEED


class TranslatedBy(models.TextChoices):
    PERSON = "person", _("by a person")
    MACHINE = "machine", _("by a machine")
