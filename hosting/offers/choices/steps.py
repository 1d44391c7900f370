"""The steps in which a host writes an offer, and which kind takes which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind


class OfferStep(models.TextChoices):
    WORDS = "words", _("Title and description")
    PLACE = "place", _("Location")
    UNITS = "units", _("Where guests sleep")
    DESKS = "desks", _("Desks and rooms")
    SESSIONS = "sessions", _("Dates and times")
    HOURS = "hours", _("Opening hours")
    RATES = "rates", _("Rates and terms")
    STOCK = "stock", _("Stock")
    PHOTOS = "photos", _("Photos")
    LIMITS = "limits", _("Your limits")
    FINDS = "finds", _("What guests will find")
    ACCESS = "access", _("Accessibility")
    DECLARATION = "declaration", _("Your statement")


STEPS: dict[str, tuple[OfferStep, ...]] = {
    OfferKind.STAY: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.UNITS,
        OfferStep.RATES,
        OfferStep.DECLARATION,
        OfferStep.PHOTOS,
        OfferStep.LIMITS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
    ),
    OfferKind.WORKSPACE: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.DESKS,
        OfferStep.RATES,
        OfferStep.PHOTOS,
        OfferStep.LIMITS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
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
        OfferStep.HOURS,
        OfferStep.RATES,
        OfferStep.STOCK,
        OfferStep.PHOTOS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
    ),
    OfferKind.TIP: (
        OfferStep.WORDS,
        OfferStep.PLACE,
        OfferStep.HOURS,
        OfferStep.PHOTOS,
        OfferStep.FINDS,
        OfferStep.ACCESS,
    ),
}
