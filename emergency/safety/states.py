"""Where a report on safety stands, what it is about, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class IncidentState(models.TextChoices):
    REPORTED = "told", _("Told, nobody has it yet")
    TAKEN = "taken", _("Somebody has it")
    CLOSED = "closed", pgettext_lazy("report on safety", "Closed")


INCIDENT_TRANSITIONS: Transitions = {
    IncidentState.REPORTED: frozenset({IncidentState.TAKEN}),
    IncidentState.TAKEN: frozenset({IncidentState.CLOSED}),
}


class About(models.TextChoices):
    """Whom or what it is about; somebody of the coordination never reads of themselves."""

    OTHER_SIDE = "other_side", _("The other person, or their household")
    PLACE = "place", _("The place itself")
    COORDINATION = "coordination", _("Somebody of the coordination")
    SOMETHING_ELSE = "else", _("Something else")


class Outcome(models.TextChoices):
    """What came of it, coded, so that it can be counted."""

    SETTLED = "settled", _("Settled, they stay together")
    PARTED = "parted", _("They no longer meet")
    PASSED_ON = "passed_on", _("Passed on: police, a doctor, a service")
    NOTHING = "nothing", _("Nothing came of it")
