"""What is counted once a day. Numbers only, and no name ever stands behind one of them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(models.TextChoices):
    """One figure of a day."""

    ASKED = "asked", _("requests received")
    VERIFIED = "verified", pgettext_lazy("figure", "requests verified")
    HOUSED = "housed", _("moved in")
    REFERRED = "referred", _("referred to a partner")
    UNMET = "unmet", _("no home found")
    WAITING = "waiting", _("waiting for a home")
    OVER_LIMIT = "over_limit", _("waiting longer than promised")
    WITH_CHILDREN = "with_children", _("waiting with children")
    STEP_FREE = "step_free", _("waiting for a step-free home")
    WITH_PET = "with_pet", _("waiting with a pet")
    WITHOUT_CAR = "without_car", _("waiting without a car")
    FRESH = "fresh", _("homes ready and recently confirmed")
    STALE = "stale", _("homes to be confirmed again")
    CLOCKS = "clocks", _("missed deadlines")
    REPORTS = "reports", _("safety reports")
    INCIDENTS = "incidents", _("stays cut short or never started")


FLOWS: Final = (
    Measure.ASKED,
    Measure.VERIFIED,
    Measure.HOUSED,
    Measure.REFERRED,
    Measure.UNMET,
)
BY_CATEGORY: Final = (*FLOWS, Measure.WAITING, Measure.OVER_LIMIT)
NEEDS: Final = (
    Measure.WITH_CHILDREN,
    Measure.STEP_FREE,
    Measure.WITH_PET,
    Measure.WITHOUT_CAR,
)
