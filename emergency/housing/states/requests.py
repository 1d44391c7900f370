"""Where a housing request stands, and what it may ask for."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transitions
from emergency.activations.states.activations import ServiceStep


class RequestState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("emergency", "Received")
    VERIFYING = "verifying", _("Being verified")
    NEEDS_INFO = "needs_info", _("Information missing")
    VERIFIED = "verified", _("Verified")
    MATCHING = "matching", _("Looking for a home")
    PROPOSED = "proposed", _("A host has been asked")
    CONFIRMED = "confirmed", _("A stay is agreed")
    HOUSED = "housed", _("Housed")
    COMPLETED = "completed", _("Stay ended")
    INELIGIBLE = "ineligible", _("Not eligible")
    WITHDRAWN = "withdrawn", pgettext_lazy("emergency", "Withdrawn")
    REFERRED = "referred", _("Referred to a partner")
    DUPLICATE = "duplicate", _("Duplicate request")
    UNMET = "unmet", _("No home found")


EXITS: Final = frozenset({RequestState.WITHDRAWN, RequestState.REFERRED, RequestState.DUPLICATE})

REQUEST_TRANSITIONS: Transitions = {
    RequestState.SUBMITTED: frozenset({RequestState.VERIFYING}) | EXITS,
    RequestState.VERIFYING: frozenset(
        {RequestState.NEEDS_INFO, RequestState.VERIFIED, RequestState.INELIGIBLE}
    )
    | EXITS,
    RequestState.NEEDS_INFO: frozenset({RequestState.VERIFYING}) | EXITS,
    RequestState.VERIFIED: frozenset({RequestState.MATCHING}) | EXITS,
    RequestState.MATCHING: frozenset({RequestState.PROPOSED, RequestState.UNMET}) | EXITS,
    RequestState.PROPOSED: frozenset({RequestState.MATCHING, RequestState.CONFIRMED}) | EXITS,
    RequestState.CONFIRMED: frozenset({RequestState.HOUSED, RequestState.MATCHING}) | EXITS,
    RequestState.HOUSED: frozenset(
        {RequestState.COMPLETED, RequestState.MATCHING, RequestState.REFERRED}
    ),
    RequestState.INELIGIBLE: frozenset({RequestState.VERIFYING}),
}

LOOKING: Final = frozenset({RequestState.MATCHING, RequestState.PROPOSED})
ENDED: Final = frozenset(
    {
        RequestState.COMPLETED,
        RequestState.INELIGIBLE,
        RequestState.WITHDRAWN,
        RequestState.REFERRED,
        RequestState.DUPLICATE,
        RequestState.UNMET,
    }
)

STEP_OF: Final[dict[str, ServiceStep]] = {
    RequestState.SUBMITTED: ServiceStep.FIRST_TOUCH,
    RequestState.VERIFYING: ServiceStep.DECISION,
    RequestState.VERIFIED: ServiceStep.FIRST_ASK,
    RequestState.MATCHING: ServiceStep.FIRST_ASK,
    RequestState.PROPOSED: ServiceStep.PLACEMENT,
}


class NextAction(models.TextChoices):
    """What the owner of an open request does next."""

    CALL = "call", _("Call")
    VERIFY = "verify", _("Verify the request")
    REMIND = "remind", _("Ask again for what’s missing")
    ASK_HOST = "ask_host", _("Ask a host")
    AWAIT_ANSWER = "await_answer", _("Wait for the answer")
    ARRIVAL = "arrival", _("Check that the person has arrived")
    FOLLOW_UP = "follow_up", _("Ask how the stay is going")
    ENTRY = "entry", _("Ask the host how the guest gets in")


ACTION_OF: Final[dict[str, NextAction]] = {
    RequestState.SUBMITTED: NextAction.CALL,
    RequestState.VERIFYING: NextAction.VERIFY,
    RequestState.NEEDS_INFO: NextAction.REMIND,
    RequestState.VERIFIED: NextAction.ASK_HOST,
    RequestState.MATCHING: NextAction.ASK_HOST,
    RequestState.PROPOSED: NextAction.AWAIT_ANSWER,
    RequestState.CONFIRMED: NextAction.ARRIVAL,
    RequestState.HOUSED: NextAction.FOLLOW_UP,
}


class Situation(models.TextChoices):
    """Where the person sleeps until then."""

    NOWHERE = "nowhere", _("I have nowhere to sleep")
    FRAGILE = "fragile", _("On a sofa, in a car, or somewhere I have to leave soon")
    FAR = "far", _("At home, too far from work")
    APART = "apart", _("At home, but I have to isolate from someone")


class TravelMode(models.TextChoices):
    WALK = "walk", _("On foot")
    BIKE = "bike", _("By bike")
    TRANSIT = "transit", _("By public transport")
    CAR = "car", _("By car")


class Household(models.TextChoices):
    """Whom one would share a home with. A preference here is a hard condition."""

    ALONE = "alone", _("A place to myself")
    WOMEN = "women", _("Women only")
    ANY = "any", _("Living with others is fine")
