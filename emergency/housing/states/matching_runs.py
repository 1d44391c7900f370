"""Where a run of the matching stands."""

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class RunState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("matching run", "in line")
    WEIGHING = "weighing", pgettext_lazy("matching run", "being weighed")
    DONE = "done", pgettext_lazy("matching run", "weighed")
    GIVEN_UP = "given_up", pgettext_lazy("matching run", "given up")


RUN_TRANSITIONS: Transitions = {
    RunState.WAITING: frozenset({RunState.WEIGHING, RunState.GIVEN_UP}),
    RunState.WEIGHING: frozenset({RunState.DONE, RunState.GIVEN_UP}),
}
OPEN_RUNS: Final = frozenset({RunState.WAITING, RunState.WEIGHING})
