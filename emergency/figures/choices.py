"""What is counted once a day. Numbers only, and no name ever stands behind one of them."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(models.TextChoices):
    """One figure of a day."""

    ASKED = "asked", _("asked for a roof")
    VERIFIED = "verified", pgettext_lazy("figure", "verified")
    HOUSED = "housed", _("moved in")
    REFERRED = "referred", _("passed on to a partner")
    UNMET = "unmet", _("no roof found")
    WAITING = "waiting", _("wait for a roof")
    OVER_LIMIT = "over_limit", _("wait longer than promised")
    WITH_CHILDREN = "with_children", _("wait with children")
    STEP_FREE = "step_free", _("wait for a place without a step")
    WITH_PET = "with_pet", _("wait with an animal")
    WITHOUT_CAR = "without_car", _("wait without a car")
    FRESH = "fresh", _("homes ready and fresh")
    STALE = "stale", _("homes to be confirmed again")
    CLOCKS = "clocks", _("clocks that ran out")
    REPORTS = "reports", _("reports on safety")
    INCIDENTS = "incidents", _("stays broken off or never begun")


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
