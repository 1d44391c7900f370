"""Why a coordinator calls, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallOutcome(models.TextChoices):
    STILL_THERE = "still", _("Still free")
    GONE = "gone", _("No longer free")
    NO_ANSWER = "no_answer", _("No answer, call tomorrow")


class RequestCallOutcome(models.TextChoices):
    """What came of a call to someone who needs a roof."""

    REACHED = "reached", _("Person reached")
    NO_ANSWER = "no_answer", _("No answer")
    CALL_BACK = "call_back", _("Call back later")


class CallReason(models.TextChoices):
    """Why the number is read. It is written in the log of readings."""

    FIRST = "first", _("First call")
    QUESTION = "question", _("A question about the request")
    HOME = "home", _("About a home")
    ARRIVAL = "arrival", _("About the arrival")
    STAY = "stay", _("How the stay is going")
    OTHER = "other", _("Another reason")
