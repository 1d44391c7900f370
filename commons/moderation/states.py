"""What is reported, what is decided, and the steps of a case."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transitions


class Reason(models.TextChoices):
    PERSON = "person", _("It shows or names me, or somebody who doesn’t want it")
    FALSE = "false", _("It says something false")
    FRAUD = "fraud", _("It is a fraud, or doesn’t exist")
    RIGHTS = "rights", _("Words or pictures of somebody else, without leave")
    HURTFUL = "hurtful", _("It is hateful or degrading")
    DANGER = "danger", _("It puts somebody in danger")
    CHILD = "child", _("Sexual violence against children")
    RULE = "rule", _("It breaks a rule of the community or of this site")
    OTHER = "other", _("Something else is wrong")


URGENT: Final = frozenset({Reason.DANGER, Reason.CHILD})


class Measure(models.TextChoices):
    NONE = "none", _("It stays as it is")
    ASKED = "asked", _("Its author is asked to change it")
    HIDDEN = "hidden", _("It is hidden")
    REMOVED = "removed", _("It is removed for good")
    SUSPENDED = "suspended", _("It is hidden, and its author is suspended")
    PAUSED = "paused", _("The membership is suspended, and its offers are hidden")
    LIFTED = "lifted", _("What had been decided is lifted")


OF_WORDS: Final = tuple(one for one in Measure if one not in {Measure.PAUSED, Measure.LIFTED})
HIDDEN_EFFECTS: Final = frozenset(
    {Measure.HIDDEN, Measure.REMOVED, Measure.SUSPENDED, Measure.PAUSED}
)


class Ground(models.TextChoices):
    LAW = "law", _("A law")
    COMMUNITY = "community", _("A rule of the community")
    SITE = "site", _("A rule of this site")


class CaseState(models.TextChoices):
    OPEN = "open", _("Waits for a decision")
    ASKED = "asked", _("Waits for a change")
    APPEALED = "appealed", _("Waits for a second decision")
    DECIDED = "decided", _("Decided")


CASE_TRANSITIONS: Transitions = {
    CaseState.OPEN: frozenset({CaseState.ASKED, CaseState.DECIDED}),
    CaseState.ASKED: frozenset({CaseState.ASKED, CaseState.DECIDED, CaseState.APPEALED}),
    CaseState.APPEALED: frozenset({CaseState.ASKED, CaseState.DECIDED}),
    CaseState.DECIDED: frozenset({CaseState.APPEALED, CaseState.DECIDED}),  # or lifted
}
