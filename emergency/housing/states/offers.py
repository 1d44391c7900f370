"""Where a housing offer stands, and what it is."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class OfferState(models.TextChoices):
    SUBMITTED = "submitted", _("Received")
    CHECKING = "checking", _("Being checked")
    LIVE = "live", _("Ready")
    PARKED = "parked", _("To be confirmed again")
    PAUSED = "paused", _("Paused by the host")
    SUSPENDED = "suspended", pgettext_lazy("emergency", "Suspended")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("emergency", "Withdrawn")
    ENDED = "ended", _("Over")


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
    WHOLE = "whole", _("A whole place, nobody else lives in it")
    SHARED = "shared", _("A room in a home that is lived in")


class AccessMode(models.TextChoices):
    """How the key changes hands."""

    KEY_BOX = "key_box", _("Key box, at any hour")
    CONCIERGE = "concierge", _("A caretaker or a neighbour has the key")
    IN_PERSON = "in_person", _("I hand it over myself")


KEY_FOR_GUEST: Final = {
    AccessMode.KEY_BOX: _("Key box, at any hour"),
    AccessMode.CONCIERGE: _("A caretaker or a neighbour has the key"),
    AccessMode.IN_PERSON: _("Your host hands it to you in person"),
}
KEY_FOR_COORDINATOR: Final = {
    **KEY_FOR_GUEST,
    AccessMode.IN_PERSON: _("The host hands it over in person"),
}


class HostHousehold(models.TextChoices):
    """Who lives in a shared home."""

    NONE = "none", _("Nobody")
    WOMEN = "women", _("Women only")
    MIXED = "mixed", _("Men, or women and men")


class Presence(models.TextChoices):
    """What is in a home, and what someone can't live with. Nobody says why."""

    CAT = "cat", _("A cat")
    DOG = "dog", _("A dog")
    OTHER_ANIMAL = "other_animal", _("Another animal")
    SMOKE = "smoke", _("Smoke indoors")


class Skill(models.TextChoices):
    """What somebody can do who has no roof to lend."""

    CALL = "call", _("Telephone")
    VISIT = "visit", _("Visit homes that are lent")
    CARRY = "carry", _("Carry a bed, bring sheets")
    DRIVE = "drive", _("Drive somebody")
    PET = "pet", _("Look after an animal")
    LANGUAGE = "language", _("Interpret")
