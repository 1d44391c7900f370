"""Where a run of the matching stands."""

from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transitions


class RunState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("matching run", "queued")
    WEIGHING = "weighing", pgettext_lazy("matching run", "running")
    DONE = "done", pgettext_lazy("matching run", "finished")
    GIVEN_UP = "given_up", pgettext_lazy("matching run", "abandoned")


RUN_TRANSITIONS: Transitions = {
    RunState.WAITING: frozenset({RunState.WEIGHING, RunState.GIVEN_UP}),
    RunState.WEIGHING: frozenset({RunState.DONE, RunState.GIVEN_UP}),
}
OPEN_RUNS: Final = frozenset({RunState.WAITING, RunState.WEIGHING})
