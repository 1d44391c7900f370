"""Those on duty: they work their hours, take what presses most, and each deed takes its minutes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from emergency.rehearsal.stage import Stage

IDLE, IDLE_LATER = timedelta(minutes=15), timedelta(hours=3)
BUSY_DAYS: Final = 6  # afterwards few things happen, and each look takes the machine a moment


class Deed(models.TextChoices):
    """What somebody on duty does, as the report counts it."""

    TYPE = "type", _("typed for somebody who called")
    LISTED = "listed", _("everybody whom the employer’s list names is verified at once")
    CALL_FOR_CODE = "call_for_code", _("first call, a code is sent to work")
    CARD = "card", _("first call, a card is seen")
    SECOND = "second", _("the card is seen by a second person")
    WEIGH = "weigh", _("everybody who waits is weighed together")
    ASK = "ask", _("a host is asked")
    ASK_BY_HAND = "ask_by_hand", _("a home is chosen by hand, its host asked")
    FOLLOW = "follow", _("asked how it goes")
    NO_SHOW = "no_show", _("looked for somebody who never came")
    END = "end", _("a stay ended, with where they go")
    REFER = "refer", _("passed on, or left without a roof, with the reason")
    CHECK = "check", _("a home checked with its host")
    NO_ANSWER = "no_answer", _("a host who doesn’t answer")


MINUTES: Final[dict[Deed, float]] = {
    Deed.TYPE: 5,
    Deed.LISTED: 3,
    Deed.CALL_FOR_CODE: 5,
    Deed.CARD: 8,
    Deed.SECOND: 3,
    Deed.WEIGH: 1,
    Deed.ASK: 1.5,
    Deed.ASK_BY_HAND: 8,
    Deed.FOLLOW: 4,
    Deed.NO_SHOW: 10,
    Deed.END: 5,
    Deed.REFER: 6,
    Deed.CHECK: 6,
    Deed.NO_ANSWER: 2,
}
UNTIL_VERIFIED: Final = frozenset(
    {Deed.TYPE, Deed.LISTED, Deed.CALL_FOR_CODE, Deed.CARD, Deed.SECOND}
)
UNTIL_AGREED: Final = frozenset({Deed.WEIGH, Deed.ASK, Deed.ASK_BY_HAND})


@dataclass(slots=True)
class Ledger:
    """How often each deed was done, by all together."""

    deeds: Counter[Deed] = field(default_factory=Counter)

    def minutes(self, deeds: frozenset[Deed]) -> float:
        return sum(MINUTES[deed] * self.deeds[deed] for deed in deeds)


class Worker:
    """One person with hours. What they do is theirs: `next_deed` does it, or finds nothing."""

    def __init__(self, person: User, hours: tuple[time, time], stage: Stage, book: Ledger) -> None:
        self.person, self.hours = person, hours
        self.stage, self.book = stage, book
        self._began = stage.now

    def begin(self) -> None:
        """From now on, in their hours."""
        self.stage.after(timedelta(minutes=1), self._look)

    def next_deed(self) -> Deed | None:
        """Do the most pressing thing."""
        raise NotImplementedError

    def _look(self) -> None:
        opens, closes = self.hours
        if not opens <= self.stage.local.time() < closes:
            self.stage.at(self.stage.next_at(opens), self._look)
            return
        deed = self.next_deed()
        if deed is not None:
            self.book.deeds[deed] += 1
        self.stage.after(timedelta(minutes=MINUTES[deed]) if deed else self._idle(), self._look)

    def _idle(self) -> timedelta:
        young = self.stage.now - self._began < timedelta(days=BUSY_DAYS)
        return IDLE if young else IDLE_LATER
