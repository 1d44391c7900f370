"""Where a report on safety stands, what it is about, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class IncidentState(models.TextChoices):
    REPORTED = "told", _("Reported, not handled yet")
    TAKEN = "taken", _("Being handled")
    CLOSED = "closed", pgettext_lazy("report on safety", "Closed")


INCIDENT_TRANSITIONS: Transitions = {
    IncidentState.REPORTED: frozenset({IncidentState.TAKEN}),
    IncidentState.TAKEN: frozenset({IncidentState.CLOSED}),
}


class About(models.TextChoices):
    """Whom or what it is about; somebody of the coordination never reads of themselves."""

    OTHER_SIDE = "other_side", _("The other person or their household")
    PLACE = "place", _("The home itself")
    COORDINATION = "coordination", _("Someone on the coordination team")
    SOMETHING_ELSE = "else", _("Something else")


class Outcome(models.TextChoices):
    """What came of it, coded, so that it can be counted."""

    SETTLED = "settled", _("Settled: the stay continues")
    PARTED = "parted", _("The guest and the host are no longer in contact")
    PASSED_ON = "passed_on", _("Referred to the police, a doctor or another service")
    NOTHING = "nothing", _("No further action")
