"""Where a housing offer stands, and what it is."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class OfferState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("home that is lent", "Received")
    CHECKING = "checking", _("Being checked")
    LIVE = "live", _("Ready")
    PARKED = "parked", _("To be reconfirmed")
    PAUSED = "paused", _("Paused")
    SUSPENDED = "suspended", pgettext_lazy("emergency", "Suspended")
    REFUSED = "refused", pgettext_lazy("home that is lent", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("home that is lent", "Withdrawn")
    ENDED = "ended", _("Ended")


_LEAVING: Final = frozenset({OfferState.SUSPENDED, OfferState.WITHDRAWN, OfferState.ENDED})

_UNSEEN_LEAVING: Final = frozenset({OfferState.WITHDRAWN, OfferState.ENDED})

LISTED: Final = frozenset({OfferState.LIVE, OfferState.PARKED, OfferState.PAUSED})
PROPOSABLE: Final = LISTED - {OfferState.PAUSED}
UNSEEN: Final = frozenset({OfferState.SUBMITTED, OfferState.CHECKING})  # nobody was ever sent there
OVER: Final = frozenset({OfferState.WITHDRAWN, OfferState.ENDED, OfferState.REFUSED})

OFFER_TRANSITIONS: Transitions = {
    OfferState.SUBMITTED: frozenset({OfferState.CHECKING}) | _UNSEEN_LEAVING,
    OfferState.CHECKING: frozenset({OfferState.LIVE, OfferState.REFUSED}) | _UNSEEN_LEAVING,
    OfferState.LIVE: frozenset({OfferState.PARKED, OfferState.PAUSED}) | _LEAVING,
    OfferState.PARKED: frozenset({OfferState.LIVE, OfferState.PAUSED}) | _LEAVING,
    OfferState.PAUSED: frozenset({OfferState.LIVE}) | _LEAVING,
    OfferState.SUSPENDED: frozenset({OfferState.LIVE, OfferState.WITHDRAWN, OfferState.ENDED}),
    OfferState.REFUSED: frozenset({OfferState.CHECKING}),
}


class PlaceKind(models.TextChoices):
    WHOLE = "whole", _("A whole home where no one else lives")
    SHARED = "shared", _("A room in a home where people live")


class AccessMode(models.TextChoices):
    """How the key changes hands."""

    KEY_BOX = "key_box", _("Key box, at any time")
    CONCIERGE = "concierge", _("A caretaker or a neighbour has the key")
    IN_PERSON = "in_person", _("I’ll hand over the key in person")


KEY_FOR_GUEST: Final = {
    AccessMode.KEY_BOX: _("Key box, at any time"),
    AccessMode.CONCIERGE: _("A caretaker or a neighbour has the key"),
    AccessMode.IN_PERSON: _("Your host hands you the key in person"),
}
KEY_FOR_COORDINATOR: Final = {
    **KEY_FOR_GUEST,
    AccessMode.IN_PERSON: _("The host hands over the key in person"),
}


class HostHousehold(models.TextChoices):
    """Who lives in a shared home."""

    NONE = "none", _("No one")
    WOMEN = "women", _("Women only")
    MIXED = "mixed", _("Men, or women and men")


class Presence(models.TextChoices):
    """What is in a home, and what someone can't live with. Nobody says why."""

    CAT = "cat", _("A cat")
    DOG = "dog", _("A dog")
    OTHER_ANIMAL = "other_animal", _("An animal other than a cat or dog")
    SMOKE = "smoke", _("Smoking indoors")


class Skill(models.TextChoices):
    """What somebody can do who has no roof to lend."""

    CALL = "call", _("Make phone calls")
    VISIT = "visit", _("Visit homes people lend")
    CARRY = "carry", _("Carry a bed or bring bed linen")
    DRIVE = "drive", _("Drive someone")
    PET = "pet", _("Look after a pet")
    LANGUAGE = "language", _("Interpret")
