"""What is reported, what is decided, and the steps of a case."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class Reason(models.TextChoices):
    PERSON = "person", _("It shows or names me, or someone else, without consent")
    FALSE = "false", _("It says something untrue")
    FRAUD = "fraud", _("It’s a scam, or doesn’t exist")
    RIGHTS = "rights", _("It uses someone’s text or photos without permission")
    HURTFUL = "hurtful", _("It’s hateful or degrading")
    DANGER = "danger", _("It puts someone in danger")
    CHILD = "child", _("Child sexual abuse")
    RULE = "rule", _("It breaks a rule of the community or of this site")
    OTHER = "other", _("Something else is wrong")


URGENT: Final = frozenset({Reason.DANGER, Reason.CHILD})


class Measure(models.TextChoices):
    NONE = "none", _("The content stays as it is")
    ASKED = "asked", _("The author is asked to make a change")
    HIDDEN = "hidden", _("The content is hidden")
    REMOVED = "removed", _("The content is permanently removed")
    SUSPENDED = "suspended", _("The content is hidden and its author is suspended")
    PAUSED = "paused", _("The membership is suspended and the member’s offers are hidden")
    LIFTED = "lifted", _("The restriction is lifted")


OF_WORDS: Final = tuple(one for one in Measure if one not in {Measure.PAUSED, Measure.LIFTED})
HIDDEN_EFFECTS: Final = frozenset(
    {Measure.HIDDEN, Measure.REMOVED, Measure.SUSPENDED, Measure.PAUSED}
)


class Ground(models.TextChoices):
    LAW = "law", _("A law")
    COMMUNITY = "community", _("A rule of the community")
    SITE = "site", _("A rule of this site")


class CaseState(models.TextChoices):
    OPEN = "open", _("Waiting for a decision")
    ASKED = "asked", _("Waiting for a change")
    APPEALED = "appealed", _("Waiting for a second decision")
    DECIDED = "decided", _("Decided")


CASE_TRANSITIONS: Transitions = {
    CaseState.OPEN: frozenset({CaseState.ASKED, CaseState.DECIDED}),
    CaseState.ASKED: frozenset({CaseState.ASKED, CaseState.DECIDED, CaseState.APPEALED}),
    CaseState.APPEALED: frozenset({CaseState.ASKED, CaseState.DECIDED}),
    CaseState.DECIDED: frozenset({CaseState.APPEALED, CaseState.DECIDED}),  # or lifted
}
