"""Those on duty: they work their hours, take what presses most, and each task takes its minutes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from emergency.simulation.event_loop import EventLoop

IDLE, IDLE_LATER = timedelta(minutes=15), timedelta(hours=3)
BUSY_DAYS: Final = 6  # afterwards few things happen, and each look takes the machine a moment


class Task(models.TextChoices):
    """What somebody on duty does, as the report counts it."""

    TYPE = "type", _("request entered for a caller")
    LISTED = "listed", _("everyone on the employer’s list verified at once")
    CALL_FOR_CODE = "call_for_code", _("first call, code sent to work email address")
    CARD = "card", _("first call, card seen")
    SECOND = "second", _("card seen by a second person")
    WEIGH = "weigh", _("matching run for everyone waiting")
    ASK = "ask", _("host asked")
    ASK_BY_HAND = "ask_by_hand", _("home chosen by hand, host asked")
    FOLLOW = "follow", _("follow-up call")
    NO_SHOW = "no_show", _("search for someone who never arrived")
    END = "end", _("stay ended, destination recorded")
    REFER = "refer", _("person referred or not housed, reason recorded")
    CHECK = "check", _("home checked with its host")
    NO_ANSWER = "no_answer", _("host called, no answer")


MINUTES: Final[dict[Task, float]] = {
    Task.TYPE: 5,
    Task.LISTED: 3,
    Task.CALL_FOR_CODE: 5,
    Task.CARD: 8,
    Task.SECOND: 3,
    Task.WEIGH: 1,
    Task.ASK: 1.5,
    Task.ASK_BY_HAND: 8,
    Task.FOLLOW: 4,
    Task.NO_SHOW: 10,
    Task.END: 5,
    Task.REFER: 6,
    Task.CHECK: 6,
    Task.NO_ANSWER: 2,
}
UNTIL_VERIFIED: Final = frozenset(
    {Task.TYPE, Task.LISTED, Task.CALL_FOR_CODE, Task.CARD, Task.SECOND}
)
UNTIL_AGREED: Final = frozenset({Task.WEIGH, Task.ASK, Task.ASK_BY_HAND})


@dataclass(slots=True)
class Ledger:
    """How often each task was done, by all together."""

    tasks: Counter[Task] = field(default_factory=Counter)

    def minutes(self, tasks: frozenset[Task]) -> float:
        return sum(MINUTES[task] * self.tasks[task] for task in tasks)


class Worker:
    """One person with hours. What they do is theirs: `do_next_task` does it, or finds nothing."""

    def __init__(
        self, person: User, hours: tuple[time, time], loop: EventLoop, book: Ledger
    ) -> None:
        self.person, self.hours = person, hours
        self.loop, self.book = loop, book
        self._began = loop.now

    def begin(self) -> None:
        """From now on, in their hours."""
        self.loop.after(timedelta(minutes=1), self._look)

    def do_next_task(self) -> Task | None:
        """Do the most pressing thing."""
        raise NotImplementedError

    def _look(self) -> None:
        opens, closes = self.hours
        if not opens <= self.loop.local.time() < closes:
            self.loop.at(self.loop.next_at(opens), self._look)
            return
        task = self.do_next_task()
        if task is not None:
            self.book.tasks[task] += 1
        self.loop.after(timedelta(minutes=MINUTES[task]) if task else self._idle(), self._look)

    def _idle(self) -> timedelta:
        young = self.loop.now - self._began < timedelta(days=BUSY_DAYS)
        return IDLE if young else IDLE_LATER
