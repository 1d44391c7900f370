"""The steps in which a host writes an offer, and which kind takes which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind


class OfferStep(models.TextChoices):
    WORDS = "words", _("Your words")
    PLACE = "place", _("The place")
    UNITS = "units", _("Where one sleeps")
    SESSIONS = "sessions", _("When it takes place")
    RATES = "rates", _("On which terms")
    PHOTOS = "photos", _("Photos")
    LIMITS = "limits", _("Your limits")
    FINDS = "finds", _("What one finds")
    ACCESS = "access", _("Access")
    DECLARATION = "declaration", _("Your statement")


STEPS: dict[str, tuple[OfferStep, ...]] = {
    OfferKind.STAY: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.UNITS,
        OfferStep.RATES,
        OfferStep.PHOTOS,
        OfferStep.LIMITS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
        OfferStep.DECLARATION,
    ),
    OfferKind.ACTIVITY: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.SESSIONS,
        OfferStep.RATES,
        OfferStep.PHOTOS,
        OfferStep.LIMITS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
    ),
    OfferKind.PRODUCT: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.RATES,
        OfferStep.PHOTOS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
    ),
    OfferKind.TIP: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.PHOTOS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
    ),
}
