"""States of co-hosting. A state without a row in the table is final."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class CoHostState(models.TextChoices):
    INVITED = "invited", _("Invited")
    ACTIVE = "active", pgettext_lazy("co-host", "Active")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


CO_HOST_TRANSITIONS: Final[Transitions] = {
    CoHostState.INVITED: frozenset({CoHostState.ACTIVE, CoHostState.DECLINED, CoHostState.ENDED}),
    CoHostState.ACTIVE: frozenset({CoHostState.ENDED}),
}
